package org.colloque.messaging.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/** Stands in where no federation is deployed: nobody of another server is known. */
@DefaultBean
@ApplicationScoped
class NoRemoteProfiles implements RemoteProfiles {

    @Override
    public Uni<ObjectNode> query(UserId user, Optional<String> field) {
        return Uni.createFrom().failure(() -> MatrixException.notFound("This user is of a server that cannot be reached from here."));
    }
}
