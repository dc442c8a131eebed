package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import java.util.stream.Stream;
import org.colloque.messaging.accounts.LoginIdentifier;
import org.colloque.messaging.accounts.LoginService;
import org.colloque.messaging.accounts.NamedAccounts;
import org.colloque.messaging.accounts.OpenSession;
import org.colloque.messaging.accounts.SessionRequest;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.appservice.ApplicationServices;
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
    private static final String APPLICATION_SERVICE = "m.login.application_service";

    private final LoginService logins;
    private final NamedAccounts accounts;
    private final ApplicationServices services;
    private final RateLimits limits;
    private final ServerConfig config;

    LoginResource(LoginService logins, NamedAccounts accounts, ApplicationServices services, RateLimits limits,
            ServerConfig config) {
        this.logins = logins;
        this.accounts = accounts;
        this.services = services;
        this.limits = limits;
        this.config = config;
    }

    @GET
    public Uni<Map<String, Object>> flows() {
        Stream<Map<String, Object>> own = services.all().isEmpty() ? Stream.of() : Stream.of(Map.of("type", APPLICATION_SERVICE));
        return Uni.createFrom().item(Map.of("flows", Stream.concat(Stream.of(Map.of("type", PASSWORD),
                Map.of("type", TOKEN, "get_login_token", true), SsoProvider.flow(config.serverName())), own).toList()));
    }

    @POST
    public Uni<SessionAnswer> login(JsonBody body, @Context HttpServerRequest request) {
        if (body.text("type").equals(APPLICATION_SERVICE)) {
            return byService(services.require(BearerToken.of(request)), body);
        }
        limits.require(Limit.LOGIN_ADDRESS, request.remoteAddress().hostAddress());
        return switch (body.text("type")) {
            case PASSWORD -> byPassword(body);
            case TOKEN -> answer(logins.byToken(body.text("token"), SessionRequest.read(body)));
            default -> throw new MatrixException(Errcode.M_UNKNOWN, "This way to log in is not known.").withStatus(400);
        };
    }

    private Uni<SessionAnswer> byService(ApplicationService service, JsonBody body) {
        UserId user = LoginIdentifier.read(body, config.serverName()).orElseThrow(LoginResource::unnamed);
        return answer(logins.byService(service, user, SessionRequest.read(body)));
    }

    private static MatrixException unnamed() {
        return MatrixException.missingParam("The field \"identifier\" is missing.");
    }

    private Uni<SessionAnswer> byPassword(JsonBody body) {
        SessionRequest wish = SessionRequest.read(body);
        return answer(accounts.find(body).chain(found -> {
            NamedAccounts.Named named = found.orElseThrow(LoginResource::unnamed);
            limits.require(Limit.LOGIN_ACCOUNT, named.written());
            String password = body.text("password");
            return named.user().map(user -> logins.byPassword(user, password, wish)).orElseGet(() -> logins.byNobody(password));
        }));
    }

    private Uni<SessionAnswer> answer(Uni<OpenSession> opened) {
        return opened.map(session -> SessionAnswer.of(session, config.publicBaseUrl()));
    }
}
