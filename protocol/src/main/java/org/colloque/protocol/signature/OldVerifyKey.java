package org.colloque.protocol.signature;

/**
 * A key that a server used to sign events with.
 *
 * @param expired when it stopped, in milliseconds since 1970
 */
public record OldVerifyKey(VerifyKey key, long expired) {
}
