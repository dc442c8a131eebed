package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/** Takes in the keys that a device publishes. */
@ApplicationScoped
public class KeyUploadService {

    private final DeviceKeyStore deviceKeys;
    private final OneTimeKeyStore oneTimeKeys;

    KeyUploadService(DeviceKeyStore deviceKeys, OneTimeKeyStore oneTimeKeys) {
        this.deviceKeys = deviceKeys;
        this.oneTimeKeys = oneTimeKeys;
    }

    /**
     * Publishes the keys and answers how many one-time keys wait to be claimed, by algorithm. Fails with {@code M_INVALID_PARAM} when a
     * one-time key of the same id is another, and as {@link KeyUploadReader} does.
     */
    public Uni<Map<String, Integer>> upload(DeviceOf device, JsonBody body) {
        boolean alone = !body.json().path("device_keys").isObject();
        return (alone ? deviceKeys.find(device) : Uni.createFrom().item(Optional.<ObjectNode>empty()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(known -> KeyUploadReader.read(body, device, known))
                .chain(upload -> keep(device, upload))
                .chain(() -> oneTimeKeys.counts(device))
                .map(counts -> counts.oneTimeKeys());
    }

    private Uni<Void> keep(DeviceOf device, KeyUpload upload) {
        Uni<Void> kept = upload.deviceKeys().map(keys -> deviceKeys.put(device, keys)).orElseGet(() -> Uni.createFrom().voidItem());
        if (upload.oneTimeKeys().isEmpty() && upload.fallbackKeys().isEmpty()) {
            return kept;
        }
        return kept.chain(() -> oneTimeKeys.add(device, upload.oneTimeKeys(), upload.fallbackKeys())).invoke(clashing -> {
            if (!clashing.isEmpty()) {
                throw MatrixException.invalidParam("The one-time key " + clashing.getFirst() + " exists already and is another.");
            }
        }).replaceWithVoid();
    }
}
