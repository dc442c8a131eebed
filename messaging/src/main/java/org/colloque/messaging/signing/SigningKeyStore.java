package org.colloque.messaging.signing;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.signature.SigningKey;

/** Keeps this server's signing keys. */
public interface SigningKeyStore {

    /** The key to sign with. When there is none yet the proposed one becomes it; of two nodes that propose at once both get the same. */
    Uni<SigningKey> currentOr(SigningKey proposed);

    /** Makes this the key to sign with; the one before is expired from now on. Nothing happens when it is known already. */
    Uni<Void> rotate(SigningKey key);

    /** The keys that signed before, newest first. */
    Uni<List<SigningKeys.Retired>> retired();

    /** The key to sign with, if there is one. */
    Uni<Optional<SigningKey>> current();
}
