package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.DeviceIdReservation;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** The cross-signing keys of local users. Spec: client-server-api, "Cross-signing". */
@ApplicationScoped
public class CrossSigningService implements DeviceIdReservation {

    private final CrossSigningStore store;

    CrossSigningService(CrossSigningStore store) {
        this.store = store;
    }

    /** Reads the three keys of a request, those that are there. Fails with {@code M_INVALID_PARAM} for what is no such key. */
    public static Map<KeyUsage, CrossSigningKey> read(UserId user, JsonBody body) {
        Map<KeyUsage, CrossSigningKey> keys = new EnumMap<>(KeyUsage.class);
        for (KeyUsage usage : KeyUsage.values()) {
            Optional<ObjectNode> key = body.optionalObject(usage.spelling() + "_key");
            key.ifPresent(json -> keys.put(usage, CrossSigningKey.read(json, user, usage)));
        }
        return keys;
    }

    /** Whether uploading these keys needs further authentication: there is a master key, and something would become another. */
    public Uni<Boolean> needsProof(UserId user, Map<KeyUsage, CrossSigningKey> keys) {
        return store.of(user).map(known -> known.containsKey(KeyUsage.MASTER)
                && !(keys.containsKey(KeyUsage.MASTER) && keys.values().stream().allMatch(key -> isKnown(known, key))));
    }

    /**
     * Publishes the keys. Fails with {@code M_MISSING_PARAM} when there is no master key, {@code M_INVALID_SIGNATURE} when the master key
     * has not signed the others, {@code M_FORBIDDEN} when a key has the name of a device.
     */
    public Uni<Void> publish(UserId user, Map<KeyUsage, CrossSigningKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.of(user).invoke(known -> check(keys, Optional.ofNullable(keys.getOrDefault(KeyUsage.MASTER, known.get(KeyUsage.MASTER)))))
                .chain(() -> store.anyIsDevice(user, keys.values().stream().map(CrossSigningKey::publicKey).toList()))
                .chain(clash -> {
                    if (clash) {
                        throw MatrixException.forbidden("A cross-signing key has the name of one of your devices.");
                    }
                    return store.put(user, keys.values());
                });
    }

    @Override
    public Uni<Boolean> isReserved(UserId user, DeviceId device) {
        return store.isKey(user, device);
    }

    private static void check(Map<KeyUsage, CrossSigningKey> keys, Optional<CrossSigningKey> master) {
        CrossSigningKey signer = master.orElseThrow(() -> MatrixException.missingParam("There is no master key."));
        Collection<CrossSigningKey> others = keys.values().stream().filter(key -> key.usage() != KeyUsage.MASTER).toList();
        others.forEach(key -> {
            if (!signer.hasSigned(key.json())) {
                throw new MatrixException(Errcode.M_INVALID_SIGNATURE, "The master key has not signed the "
                        + key.usage().spelling() + " key.");
            }
        });
    }

    private static boolean isKnown(Map<KeyUsage, CrossSigningKey> known, CrossSigningKey key) {
        CrossSigningKey there = known.get(key.usage());
        return there != null && there.publicKey().equals(key.publicKey());
    }
}
