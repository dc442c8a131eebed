package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;

/** Keeps numbers that may be used once. */
public interface NonceStore {

    /** Keeps the nonce and drops those made before {@code oldest}. Times in milliseconds since the epoch. */
    Uni<Void> keep(String nonce, long now, long oldest);

    /** Uses the nonce up; false when it was not kept, was used, or is older than {@code oldest}. */
    Uni<Boolean> use(String nonce, long oldest);
}
