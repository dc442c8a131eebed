package org.colloque.bridge.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.messaging.push.PushGateways;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;

/** The push gateways that the settings name, each asked through the gate. Spec: push-gateway-api. */
@ApplicationScoped
@Startup
class HttpPushGateways implements PushGateways {

    private static final String EVERY = "*";
    private static final int HTTPS = 443;
    private static final int SUCCESS = 200;
    private static final int AFTER_SUCCESS = 300;
    private static final EgressLimits LIMITS = new EgressLimits(64L * 1024, Duration.ofSeconds(15), 0);

    private final EgressGate gate;
    private final boolean every;
    private final Set<String> admitted;

    HttpPushGateways(EgressGate gate, ServerConfig config) {
        List<String> names = config.push().gateways().orElse(List.of());
        this.gate = gate;
        this.every = names.contains(EVERY);
        this.admitted = names.stream().filter(name -> !name.equals(EVERY)).map(HttpPushGateways::place).collect(Collectors.toUnmodifiableSet());
    }

    private static String place(String name) {
        try {
            ServerName server = new ServerName(name);
            return server.host() + ":" + server.port().orElse(HTTPS);
        } catch (InvalidIdentifierException invalid) {
            throw new WrongSettingException("colloque.push.gateways is not a list of host names, each with a port if need be: " + invalid.getMessage());
        }
    }

    @Override
    public boolean admits(URI gateway) {
        return every || admitted.contains(gateway.getHost() + ":" + (gateway.getPort() < 0 ? HTTPS : gateway.getPort()));
    }

    @Override
    public Uni<Set<String>> notify(URI gateway, ObjectNode notification) {
        if (!admits(gateway)) {
            return Uni.createFrom().failure(new EgressException(EgressException.Reason.REFUSED, "The push gateway is not admitted."));
        }
        Endpoint endpoint = Endpoint.ofUrl(gateway.getHost(), gateway.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(gateway.getPort()), true);
        String target = gateway.getRawQuery() == null ? gateway.getRawPath() : gateway.getRawPath() + "?" + gateway.getRawQuery();
        return gate.send(new EgressRequest("POST", endpoint, target, Map.of("Content-Type", "application/json"),
                CanonicalJson.lenientBytes(notification), LIMITS)).map(answer -> rejected(gateway, answer));
    }

    private static Set<String> rejected(URI gateway, EgressResponse answer) {
        if (answer.status() < SUCCESS || answer.status() >= AFTER_SUCCESS) {
            throw new EgressException(EgressException.Reason.UNREACHABLE, gateway.getHost() + " answered " + answer.status() + ".");
        }
        try {
            return MatrixJson.parseObject(answer.body()).path("rejected").valueStream().filter(JsonNode::isTextual)
                    .map(JsonNode::textValue).collect(Collectors.toUnmodifiableSet());
        } catch (InvalidJsonException invalid) {
            throw new EgressException(EgressException.Reason.UNREACHABLE, gateway.getHost() + " did not answer as it should.");
        }
    }
}
