package org.colloque.messaging.accounts;

import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * What somebody granted to an OAuth 2.0 client: to act as one device.
 *
 * @param id     names the grant, on this server alone
 * @param client the client's id
 * @param scope  what was granted, as the client is told
 */
public record Grant(String id, UserId user, DeviceId device, String client, String scope) {
}
