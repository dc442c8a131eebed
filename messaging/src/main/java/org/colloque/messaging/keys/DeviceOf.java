package org.colloque.messaging.keys;

import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** A device of a user: device ids alone are not unique. */
public record DeviceOf(UserId user, DeviceId device) {
}
