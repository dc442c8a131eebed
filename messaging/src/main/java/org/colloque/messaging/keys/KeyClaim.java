package org.colloque.messaging.keys;

/** The wish for a key of a device. */
public record KeyClaim(DeviceOf device, String algorithm) {
}
