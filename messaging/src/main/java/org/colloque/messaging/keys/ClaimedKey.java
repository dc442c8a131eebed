package org.colloque.messaging.keys;

/** A key that was given out. */
public record ClaimedKey(DeviceOf device, ClaimableKey key) {
}
