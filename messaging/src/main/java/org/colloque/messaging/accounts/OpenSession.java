package org.colloque.messaging.accounts;

import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * A session that was opened or refreshed, with the only copy of its tokens.
 *
 * @param expiresIn milliseconds until the access token expires; empty: lives until logout
 */
public record OpenSession(UserId user, DeviceId device, String accessToken, Optional<String> refreshToken,
        OptionalLong expiresIn) {

    @Override
    public String toString() {
        return "OpenSession[" + user + ", " + device + "]";
    }
}
