package org.colloque.filesharing.preview;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.colloque.messaging.error.MatrixException;

/** Stands in where nothing outside can be reached. */
@DefaultBean
@ApplicationScoped
class NoWebPages implements WebPages {

    @Override
    public Uni<Fetched> fetch(URI url, long most, Duration patience) {
        return Uni.createFrom().failure(MatrixException.forbidden("No page can be reached from here."));
    }
}
