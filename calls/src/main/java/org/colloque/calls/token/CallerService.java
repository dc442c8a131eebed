package org.colloque.calls.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.openid.OpenIdService;
import org.colloque.protocol.id.UserId;

/** Finds out who a caller is. Spec: client-server-api, "OpenID". */
@ApplicationScoped
class CallerService {

    private final OpenIdService local;
    private final RemoteOpenId remote;
    private final ServerConfig config;

    CallerService(OpenIdService local, RemoteOpenId remote, ServerConfig config) {
        this.local = local;
        this.remote = remote;
        this.config = config;
    }

    /** Whose token it is. Fails with {@code M_UNAUTHORIZED} when its server does not say so, or names a user of another server. */
    Uni<UserId> user(OpenIdToken token) {
        Uni<Optional<UserId>> answer = token.server().equals(config.serverName()) ? local.resolve(token.accessToken()) : remote.user(token);
        return answer.map(user -> user.filter(found -> found.isOn(token.server())).orElseThrow(CallerService::unauthorized));
    }

    boolean isLocal(UserId user) {
        return user.isOn(config.serverName());
    }

    static MatrixException unauthorized() {
        return new MatrixException(Errcode.M_UNAUTHORIZED, "The token does not show who you are.");
    }
}
