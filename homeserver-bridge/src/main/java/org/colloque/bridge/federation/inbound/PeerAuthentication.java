package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.colloque.bridge.directory.ServerDirectory;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.bridge.keys.RemoteKeys;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.signature.FederationRequest;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.XMatrixAuthorization;

/**
 * Finds out which server makes a request: the one whose key signed it, if it is admitted and meant this server.
 *
 * <p>Spec: server-server-api, "Request Authentication".
 */
@ApplicationScoped
public class PeerAuthentication {

    private final ServerDirectory directory;
    private final RemoteKeys keys;
    private final OwnKeys own;
    private final Clock clock;

    PeerAuthentication(ServerDirectory directory, RemoteKeys keys, OwnKeys own, Clock clock) {
        this.directory = directory;
        this.keys = keys;
        this.own = own;
        this.clock = clock;
    }

    /**
     * The server that signed the request. Fails with {@code M_UNAUTHORIZED} (401) when none rightly did, {@code M_FORBIDDEN} when it is
     * not admitted.
     *
     * @param uri     path and query as they came
     * @param headers the values of {@code Authorization}
     * @param body    the body's JSON, empty without body
     */
    public Uni<ServerName> authenticate(String method, String uri, List<String> headers, Optional<JsonNode> body) {
        XMatrixAuthorization claim = claim(headers);
        claim.destination().filter(destination -> !own.isOwn(destination)).ifPresent(other -> {
            throw unauthorized("This request was meant for " + other + ".");
        });
        directory.requireAdmitted(claim.origin());
        FederationRequest bare = FederationRequest.of(method, uri, claim.origin(), own.name());
        FederationRequest request = body.map(bare::withContent).orElse(bare);
        return keys.find(claim.origin(), claim.key(), clock.millis()).map(key -> {
            boolean signed = key.isPresent() && request.isSignedBy(key.get(), claim);
            if (!signed) {
                throw unauthorized(key.isPresent() ? "The request's signature is wrong." : "The signing key is not known.");
            }
            keys.alive(claim.origin());
            return claim.origin();
        });
    }

    private XMatrixAuthorization claim(List<String> headers) {
        String header = headers.stream().filter(XMatrixAuthorization::isXMatrix).findFirst()
                .orElseThrow(() -> unauthorized("The request has no X-Matrix authorisation."));
        try {
            XMatrixAuthorization claim = XMatrixAuthorization.parse(header);
            if (own.isOwn(claim.origin())) {
                throw unauthorized("A server does not call itself.");
            }
            return claim;
        } catch (InvalidSignatureException invalid) {
            throw unauthorized(invalid.getMessage());
        }
    }

    private static MatrixException unauthorized(String sentence) {
        return new MatrixException(Errcode.M_UNAUTHORIZED, sentence);
    }
}
