package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Takes in signatures that a user has made on own devices, on the own master key, and on master keys of others. */
@ApplicationScoped
public class SignatureUploadService {

    private final DeviceKeyStore keys;
    private final CrossSigningStore store;

    SignatureUploadService(DeviceKeyStore keys, CrossSigningStore store) {
        this.keys = keys;
        this.store = store;
    }

    /**
     * Keeps the signatures that are right and answers why the others were refused, by user and key.
     *
     * <p>Spec: client-server-api, "Cross-signing", {@code POST /keys/signatures/upload}.
     */
    public Uni<ObjectNode> upload(UserId signer, JsonBody body) {
        Set<UserId> users = new HashSet<>(Set.of(signer));
        body.json().fieldNames().forEachRemaining(user -> users.add(UserId.parse(user)));
        return keys.of(users, Optional.of(signer)).chain(known -> {
            SignatureCheck check = new SignatureCheck(signer, known);
            List<KeySignature> right = new ArrayList<>();
            ObjectNode failures = JsonNodes.object();
            body.json().properties().forEach(user -> user.getValue().properties().forEach(target ->
                    check(check, UserId.parse(user.getKey()), target.getKey(), target.getValue(), right, failures)));
            return (right.isEmpty() ? Uni.createFrom().voidItem() : store.addSignatures(signer, right))
                    .map(ignored -> JsonNodes.object().set("failures", failures));
        });
    }

    private static void check(SignatureCheck check, UserId user, String target, JsonNode object, List<KeySignature> right,
            ObjectNode failures) {
        try {
            if (!(object instanceof ObjectNode signed)) {
                throw new MatrixException(Errcode.M_INVALID_PARAM, "The signed key must be an object.");
            }
            right.addAll(check.check(user, target, signed));
        } catch (MatrixException refusal) {
            failures.withObjectProperty(user.value()).set(target, refusal.body());
        }
    }
}
