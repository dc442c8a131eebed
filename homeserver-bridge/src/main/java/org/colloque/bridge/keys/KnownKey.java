package org.colloque.bridge.keys;

import org.colloque.protocol.signature.VerifyKey;

/**
 * A key of a server.
 *
 * @param validUntil the last moment (milliseconds since the epoch) of what it may have signed
 */
record KnownKey(VerifyKey key, long validUntil) {
}
