package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.accounts.interactive.RegistrationTokenStage;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** Whether a registration token is valid. Spec: client-server-api, "Token-authenticated registration". */
@Path("/_matrix/client/v1/register/m.login.registration_token/validity")
public class RegistrationTokenResource {

    private final RegistrationService registrations;
    private final RegistrationTokenStage tokens;
    private final RateLimits limits;

    RegistrationTokenResource(RegistrationService registrations, RegistrationTokenStage tokens, RateLimits limits) {
        this.registrations = registrations;
        this.tokens = tokens;
        this.limits = limits;
    }

    @GET
    public Uni<Map<String, Boolean>> validity(@QueryParam("token") String token, @Context HttpServerRequest request) {
        limits.require(Limit.REGISTRATION, request.remoteAddress().hostAddress());
        if (!registrations.takesTokens()) {
            throw MatrixException.forbidden("This server does not register people by token.");
        }
        if (token == null) {
            throw MatrixException.missingParam("The parameter \"token\" is missing.");
        }
        return Uni.createFrom().item(Map.of("valid", tokens.isValid(token)));
    }
}
