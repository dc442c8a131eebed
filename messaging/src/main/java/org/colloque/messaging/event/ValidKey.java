package org.colloque.messaging.event;

import org.colloque.protocol.signature.VerifyKey;

/**
 * A key of a server.
 *
 * @param validUntil the last moment (milliseconds since the epoch) of what it may have signed
 */
public record ValidKey(VerifyKey key, long validUntil) {

    /** A key without an end. */
    public static ValidKey forever(VerifyKey key) {
        return new ValidKey(key, Long.MAX_VALUE);
    }

    /** Whether it may have signed what was made at this time. */
    public boolean isValidAt(long time) {
        return time <= validUntil;
    }
}
