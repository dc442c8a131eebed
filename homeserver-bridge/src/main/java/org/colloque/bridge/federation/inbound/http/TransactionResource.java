package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.bridge.federation.inbound.TransactionService;

/** What other servers push to us. Spec: server-server-api, "Transactions". */
@Path("/_matrix/federation")
@FromPeer
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class TransactionResource {

    private final TransactionService transactions;
    private final CurrentPeer peer;

    TransactionResource(TransactionService transactions, CurrentPeer peer) {
        this.transactions = transactions;
        this.peer = peer;
    }

    @PUT
    @Path("/v1/send/{txnId}")
    public Uni<ObjectNode> send(@PathParam("txnId") String transactionId, PeerBody body) {
        return transactions.receive(peer.get(), transactionId, body.json());
    }
}
