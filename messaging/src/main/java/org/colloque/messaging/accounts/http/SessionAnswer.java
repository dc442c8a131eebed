package org.colloque.messaging.accounts.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.OpenSession;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** What a client gets for logging in or registering. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionAnswer(
        @JsonProperty("user_id") UserId user,
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("refresh_token") String refreshToken,
        @JsonProperty("expires_in_ms") Long expiresIn,
        @JsonProperty("device_id") DeviceId device,
        @JsonProperty("home_server") ServerName homeServer,
        @JsonProperty("well_known") Map<String, Map<String, String>> wellKnown) {

    static SessionAnswer of(OpenSession session, Optional<String> publicBaseUrl) {
        return new SessionAnswer(session.user(), session.accessToken(), session.refreshToken().orElse(null),
                session.expiresIn().isPresent() ? session.expiresIn().getAsLong() : null, session.device(),
                session.user().server(), publicBaseUrl.map(url -> Map.of("m.homeserver", Map.of("base_url", url))).orElse(null));
    }

    /** The account alone, when no session was wished for. */
    static SessionAnswer of(UserId user) {
        return new SessionAnswer(user, null, null, null, null, user.server(), null);
    }
}
