package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.LoginIdentifier;
import org.colloque.messaging.accounts.LoginService;
import org.colloque.messaging.accounts.OpenSession;
import org.colloque.messaging.accounts.SessionRequest;
import org.colloque.messaging.accounts.SsoProvider;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.protocol.id.UserId;

/** Logging in. Spec: client-server-api, "Login". */
@Path("/_matrix/client/v3/login")
public class LoginResource {

    private static final String PASSWORD = "m.login.password";
    private static final String TOKEN = "m.login.token";

    private final LoginService logins;
    private final AccountService accounts;
    private final RateLimits limits;
    private final ServerConfig config;

    LoginResource(LoginService logins, AccountService accounts, RateLimits limits, ServerConfig config) {
        this.logins = logins;
        this.accounts = accounts;
        this.limits = limits;
        this.config = config;
    }

    @GET
    public Uni<Map<String, Object>> flows() {
        return Uni.createFrom().item(Map.of("flows", List.of(Map.of("type", PASSWORD), Map.of("type", TOKEN, "get_login_token", true),
                SsoProvider.flow(config.serverName()))));
    }

    @POST
    public Uni<SessionAnswer> login(JsonBody body, @Context HttpServerRequest request) {
        limits.require(Limit.LOGIN_ADDRESS, request.remoteAddress().hostAddress());
        return switch (body.text("type")) {
            case PASSWORD -> byPassword(body);
            case TOKEN -> answer(logins.byToken(body.text("token"), SessionRequest.read(body)));
            default -> throw new MatrixException(Errcode.M_UNKNOWN, "This way to log in is not known.").withStatus(400);
        };
    }

    private Uni<SessionAnswer> byPassword(JsonBody body) {
        UserId user = LoginIdentifier.read(body, accounts.server())
                .orElseThrow(() -> MatrixException.missingParam("The field \"identifier\" is missing."));
        limits.require(Limit.LOGIN_ACCOUNT, user.value());
        return answer(logins.byPassword(user, body.text("password"), SessionRequest.read(body)));
    }

    private Uni<SessionAnswer> answer(Uni<OpenSession> opened) {
        return opened.map(session -> SessionAnswer.of(session, config.publicBaseUrl()));
    }
}
