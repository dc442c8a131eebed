package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;

/** Stands in where no federation is deployed: no policy server can be reached. */
@DefaultBean
@ApplicationScoped
class NoRemotePolicy implements RemotePolicy {

    @Override
    public Uni<JsonNode> sign(ServerName policyServer, Pdu event) {
        return Uni.createFrom().failure(new MatrixException(Errcode.M_CONNECTION_FAILED, "No other server can be reached from here."));
    }
}
