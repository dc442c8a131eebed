package org.colloque.messaging.keys.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.colloque.messaging.accounts.interactive.OwnerProof;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.keys.CrossSigningKey;
import org.colloque.messaging.keys.CrossSigningService;
import org.colloque.messaging.keys.KeyUsage;
import org.colloque.messaging.keys.SignatureUploadService;
import org.colloque.protocol.id.UserId;

/** Cross-signing keys and signatures. Spec: client-server-api, "Cross-signing". */
@Path("/_matrix/client/v3/keys")
@Authenticated
public class CrossSigningResource {

    private final CrossSigningService keys;
    private final SignatureUploadService signatures;
    private final OwnerProof proof;
    private final CurrentRequester current;

    CrossSigningResource(CrossSigningService keys, SignatureUploadService signatures, OwnerProof proof,
            CurrentRequester current) {
        this.keys = keys;
        this.signatures = signatures;
        this.proof = proof;
        this.current = current;
    }

    @POST
    @Path("/device_signing/upload")
    public Uni<Map<String, Object>> uploadKeys(JsonBody body) {
        Requester requester = current.get();
        UserId user = requester.user();
        Map<KeyUsage, CrossSigningKey> given = CrossSigningService.read(user, body);
        return keys.needsProof(user, given)
                .chain(needed -> needed && requester.service().isEmpty() ? proof.crossSigningReset(requester, body)
                        : Uni.createFrom().voidItem())
                .chain(() -> keys.publish(user, given))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/signatures/upload")
    public Uni<ObjectNode> uploadSignatures(JsonBody body) {
        UserId user = current.get().user();
        return Uni.createFrom().item(body).emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(given -> signatures.upload(user, given));
    }
}
