package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.bridge.directory.ServerDirectory;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.bridge.resolution.ServerResolution;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.signature.FederationRequest;

/**
 * Sends signed requests to other servers that are admitted. Fails with a {@code MatrixException}: the other server's refusal,
 * {@code M_CONNECTION_FAILED}, {@code M_CONNECTION_TIMEOUT}, or {@code M_FORBIDDEN} for one that is not admitted.
 *
 * <p>Spec: server-server-api, "Request Authentication".
 */
@ApplicationScoped
public class FederationClient {

    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    private final ServerDirectory directory;
    private final ServerResolution resolution;
    private final EgressGate gate;
    private final OwnKeys own;
    private final FederationConfig config;

    FederationClient(ServerDirectory directory, ServerResolution resolution, EgressGate gate, OwnKeys own, FederationConfig config) {
        this.directory = directory;
        this.resolution = resolution;
        this.gate = gate;
        this.own = own;
        this.config = config;
    }

    /** Sends the request; the answer must be a JSON object. */
    public Uni<ObjectNode> object(RemoteRequest request) {
        return json(request).map(json -> {
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw malformed(request);
        });
    }

    /** Sends the request; the answer must be JSON. */
    public Uni<JsonNode> json(RemoteRequest request) {
        return exchange(request).map(response -> read(request, response));
    }

    /** The JSON of an answer; fails with what an answer without success means. */
    static JsonNode read(RemoteRequest request, EgressResponse response) {
        requireSuccess(request.destination(), response);
        try {
            return MatrixJson.parse(response.body(), MatrixJson.MAX_FEDERATION_DEPTH);
        } catch (InvalidJsonException invalid) {
            throw malformed(request);
        }
    }

    /** Sends the request; whatever it answers with success. */
    public Uni<EgressResponse> send(RemoteRequest request) {
        return exchange(request).invoke(response -> requireSuccess(request.destination(), response));
    }

    /** Sends the request; any status is an answer. */
    public Uni<EgressResponse> exchange(RemoteRequest request) {
        return Uni.createFrom().deferred(() -> {
            directory.requireAdmitted(request.destination());
            return resolution.resolve(request.destination())
                    .chain(endpoint -> gate.send(signed(request, endpoint)));
        }).onFailure(EgressException.class)
                .transform(failure -> RemoteFailures.of(request.destination(), (EgressException) failure));
    }

    /** Fails with what an answer without success means. */
    public static void requireSuccess(ServerName server, EgressResponse response) {
        if (response.status() < OK || response.status() >= REDIRECTION) {
            throw RemoteFailures.of(server, response);
        }
    }

    private EgressRequest signed(RemoteRequest request, Endpoint endpoint) {
        FederationRequest unsigned =
                FederationRequest.of(request.method(), request.target(), own.name(), request.destination());
        FederationRequest whole = request.content().map(unsigned::withCanonicalContent).orElse(unsigned);
        String authorization = whole.sign(own.signingKey()).toHeader();
        Map<String, String> headers = request.content().isPresent()
                ? Map.of("Authorization", authorization, "Content-Type", "application/json")
                : Map.of("Authorization", authorization);
        EgressLimits limits = new EgressLimits(request.maxBytes(), request.timeout().orElse(config.requestTimeout()), 0);
        return new EgressRequest(request.method(), endpoint, request.target(), headers, request.content().orElse(new byte[0]), limits);
    }

    private static MatrixException malformed(RemoteRequest request) {
        return new MatrixException(Errcode.M_UNKNOWN, "The server " + request.destination() + " did not answer with the JSON expected.")
                .withStatus(502);
    }
}
