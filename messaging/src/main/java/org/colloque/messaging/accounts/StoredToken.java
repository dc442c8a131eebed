package org.colloque.messaging.accounts;

import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * An access token as it is kept.
 *
 * @param refresh  the refresh token that was given with it
 * @param expires  milliseconds since the epoch; empty: lives until logout
 * @param replaces the access token that this one was got for by refreshing, until this one is used
 * @param grant    the id of the OAuth 2.0 grant that it rests on
 */
public record StoredToken(TokenHash hash, Optional<TokenHash> refresh, UserId user, DeviceId device, OptionalLong expires,
        Optional<TokenHash> replaces, Optional<String> grant) {

    /** A token that rests on no grant. */
    public StoredToken(TokenHash hash, Optional<TokenHash> refresh, UserId user, DeviceId device, OptionalLong expires,
            Optional<TokenHash> replaces) {
        this(hash, refresh, user, device, expires, replaces, Optional.empty());
    }
}
