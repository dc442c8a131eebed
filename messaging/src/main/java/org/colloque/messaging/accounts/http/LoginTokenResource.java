package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.colloque.messaging.accounts.LoginTokens;
import org.colloque.messaging.accounts.interactive.OwnerProof;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** Bringing in another device; the password is asked each time. Spec: client-server-api, {@code POST /login/get_token}. */
@Path("/_matrix/client/v1/login/get_token")
@Authenticated
public class LoginTokenResource {

    private final LoginTokens tokens;
    private final OwnerProof proof;
    private final RateLimits limits;
    private final CurrentRequester current;

    LoginTokenResource(LoginTokens tokens, OwnerProof proof, RateLimits limits, CurrentRequester current) {
        this.tokens = tokens;
        this.proof = proof;
        this.limits = limits;
        this.current = current;
    }

    @POST
    public Uni<Map<String, Object>> issue(JsonBody body) {
        Requester requester = current.get();
        limits.require(Limit.LOGIN_TOKEN, requester.user().value());
        return proof.password(requester, "login token", body)
                .chain(() -> tokens.issue(requester.user()))
                .map(token -> Map.of("login_token", token, "expires_in_ms", LoginTokens.LIFETIME.toMillis()));
    }
}
