package org.colloque.messaging.keys;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Where cross-signing keys of local users, and signatures, are kept. */
public interface CrossSigningStore {

    Uni<Map<KeyUsage, CrossSigningKey>> of(UserId user);

    /** Keeps the keys in the place of those of the same use; the change is noted in the order of device lists. */
    Uni<Void> put(UserId user, Collection<CrossSigningKey> keys);

    /** Which of these names are ids of devices of the user. */
    Uni<Boolean> anyIsDevice(UserId user, Collection<String> names);

    /** Whether a cross-signing key of the user has this public key. */
    Uni<Boolean> isKey(UserId user, DeviceId name);

    /** Keeps signatures; who has to know of them is noted. */
    Uni<Void> addSignatures(UserId signer, Collection<KeySignature> signatures);
}
