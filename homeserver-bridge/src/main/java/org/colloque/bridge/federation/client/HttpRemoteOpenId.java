package org.colloque.bridge.federation.client;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.calls.token.OpenIdToken;
import org.colloque.calls.token.RemoteOpenId;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.jboss.logging.Logger;

/** Spec: server-server-api, "OpenID". */
@ApplicationScoped
class HttpRemoteOpenId implements RemoteOpenId {

    private static final Logger LOG = Logger.getLogger(HttpRemoteOpenId.class);
    private static final String USERINFO = "/_matrix/federation/v1/openid/userinfo?access_token=";
    private static final long MAX_BYTES = 64L * 1024;

    private final FederationClient client;

    HttpRemoteOpenId(FederationClient client) {
        this.client = client;
    }

    @Override
    public Uni<Optional<UserId>> user(OpenIdToken token) {
        String target = USERINFO + RemoteRequest.encode(token.accessToken());
        return client.object(RemoteRequest.get(token.server(), target).atMost(MAX_BYTES))
                .map(answer -> JsonNodes.text(answer, "sub").flatMap(HttpRemoteOpenId::userId))
                .onFailure().recoverWithItem(failure -> {
                    LOG.debugf("%s does not vouch for a caller: %s", token.server(), failure.getMessage());
                    return Optional.empty();
                });
    }

    private static Optional<UserId> userId(String text) {
        try {
            return Optional.of(UserId.parse(text));
        } catch (InvalidIdentifierException invalid) {
            return Optional.empty();
        }
    }
}
