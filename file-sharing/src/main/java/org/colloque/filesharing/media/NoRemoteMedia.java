package org.colloque.filesharing.media;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.error.MatrixException;

/** Stands in where no federation is deployed: there are no other servers' files. */
@DefaultBean
@ApplicationScoped
class NoRemoteMedia implements RemoteMedia {

    @Override
    public Uni<Fetched> fetch(MediaUri uri, long most) {
        return Uni.createFrom().failure(MatrixException.notFound("There is no such file."));
    }
}
