package org.colloque.messaging.keys;

import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.UserId;

/**
 * A checked signature on a key.
 *
 * @param target     a device id, or the public key of a cross-signing key
 * @param onDevice   whether the target is a device
 */
public record KeySignature(UserId targetUser, String target, boolean onDevice, KeyId key, String signature) {
}
