package org.colloque.messaging.http;

import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * Who makes an authenticated request.
 *
 * @param user   the account
 * @param device the device that the access token belongs to
 * @param guest  whether the account is a guest's
 */
public record Requester(UserId user, DeviceId device, boolean guest) {
}
