package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.protocol.json.CanonicalJson;

/**
 * Speaks to application services, through the gate. The operator names each by its registration file, so that its address may be any.
 * Spec: application-service-api, "Homeserver -> Application Service API".
 */
@ApplicationScoped
class ServiceClient {

    private static final String STABLE = "/_matrix/app/v1";
    private static final int SUCCESS = 200;
    private static final int AFTER_SUCCESS = 300;
    private static final long MOST_BYTES = 1L << 20;

    private final EgressGate gate;

    ServiceClient(EgressGate gate) {
        this.gate = gate;
    }

    /** A question. Any status is an answer; fails with an {@link EgressException} when there is none. */
    Uni<EgressResponse> get(ApplicationService service, String path, Duration patience) {
        return send(service, "GET", path, new byte[0], patience);
    }

    Uni<EgressResponse> post(ApplicationService service, String path, ObjectNode body, Duration patience) {
        return send(service, "POST", STABLE + path, CanonicalJson.lenientBytes(body), patience);
    }

    Uni<EgressResponse> put(ApplicationService service, String path, byte[] body, Duration patience) {
        return send(service, "PUT", path, body, patience);
    }

    /**
     * Asks at the path of the specification and, when the answer is no success, at the one of its drafts; answers the last. Spec:
     * application-service-api, "Legacy routes".
     */
    Uni<EgressResponse> getEither(ApplicationService service, String path, String legacy, Duration patience) {
        return get(service, STABLE + path, patience).chain(answer -> isUnknown(answer) ? get(service, legacy, patience)
                .map(older -> isSuccess(older) ? older : answer) : Uni.createFrom().item(answer));
    }

    static boolean isSuccess(EgressResponse answer) {
        return answer.status() >= SUCCESS && answer.status() < AFTER_SUCCESS;
    }

    /** Whether the path may be unknown there; a refusal of the token is none of the path. */
    static boolean isUnknown(EgressResponse answer) {
        return !isSuccess(answer) && answer.status() != 401 && answer.status() != 403;
    }

    private Uni<EgressResponse> send(ApplicationService service, String method, String path, byte[] body, Duration patience) {
        URI url = service.url().orElseThrow(() -> new EgressException(EgressException.Reason.REFUSED, service + " has no address."));
        Endpoint endpoint = Endpoint.ofUrl(url.getHost(), url.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(url.getPort()),
                "https".equalsIgnoreCase(url.getScheme())).named();
        String base = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        Map<String, String> headers = body.length == 0 ? Map.of("Authorization", "Bearer " + service.tokens().ofServer())
                : Map.of("Authorization", "Bearer " + service.tokens().ofServer(), "Content-Type", "application/json");
        return gate.send(new EgressRequest(method, endpoint, base + path, headers, body, new EgressLimits(MOST_BYTES, patience, 0)));
    }
}
