package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.colloque.messaging.accounts.LoginTokens;
import org.colloque.messaging.accounts.interactive.Challenge;
import org.colloque.messaging.accounts.interactive.InteractiveAuth;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.protocol.id.UserId;

/** Bringing in another device; the password is asked each time. Spec: client-server-api, {@code POST /login/get_token}. */
@Path("/_matrix/client/v1/login/get_token")
@Authenticated
public class LoginTokenResource {

    private final LoginTokens tokens;
    private final InteractiveAuth interactive;
    private final RateLimits limits;
    private final CurrentRequester current;

    LoginTokenResource(LoginTokens tokens, InteractiveAuth interactive, RateLimits limits, CurrentRequester current) {
        this.tokens = tokens;
        this.interactive = interactive;
        this.limits = limits;
        this.current = current;
    }

    @POST
    public Uni<Map<String, Object>> issue(JsonBody body) {
        UserId user = current.get().user();
        limits.require(Limit.LOGIN_TOKEN, user.value());
        return interactive.require(Challenge.password(user, "login token"), body)
                .chain(() -> tokens.issue(user))
                .map(token -> Map.of("login_token", token, "expires_in_ms", LoginTokens.LIFETIME.toMillis()));
    }
}
