package org.colloque.bridge.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/** Asks the identity servers that the settings name; each answer must be a JSON object. Fails as {@code RemoteIdentities} say. */
@ApplicationScoped
@Startup
class IdentityClient {

    private static final long MAX_BYTES = 64L * 1024;
    private static final int OK = 200;
    private static final int UNAUTHORISED = 401;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int BAD_GATEWAY = 502;

    /** What the client may be told as it is. */
    private static final Set<String> PASSED_ON = Set.of("M_FORBIDDEN", "M_TERMS_NOT_SIGNED", "M_THREEPID_IN_USE", "M_UNRECOGNIZED",
            "M_INVALID_PARAM", "M_LIMIT_EXCEEDED");

    private final EgressGate gate;
    private final FederationConfig config;
    private final Set<ServerName> trusted;

    IdentityClient(EgressGate gate, FederationConfig config) {
        this.gate = gate;
        this.config = config;
        this.trusted = trusted(config.identityServers().orElse(List.of()));
    }

    private static Set<ServerName> trusted(List<String> names) {
        try {
            return names.stream().map(ServerName::new).collect(Collectors.toUnmodifiableSet());
        } catch (InvalidIdentifierException invalid) {
            throw new WrongSettingException("colloque.federation.identity-servers is not a list of host names, each with a port if need be: "
                    + invalid.getMessage());
        }
    }

    boolean isTrusted(ServerName server) {
        return trusted.contains(server);
    }

    void requireTrusted(ServerName server) {
        if (!isTrusted(server)) {
            throw new MatrixException(Errcode.M_SERVER_NOT_TRUSTED, "The identity server " + server + " is not one that is used here.")
                    .withStatus(Errcode.M_FORBIDDEN.status());
        }
    }

    Uni<ObjectNode> get(ServerName server, String target, Optional<String> token) {
        return exchange("GET", server, target, token, new byte[0]);
    }

    Uni<ObjectNode> post(ServerName server, String target, String token, ObjectNode body) {
        return exchange("POST", server, target, Optional.of(token), CanonicalJson.lenientBytes(body));
    }

    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Uni<ObjectNode> exchange(String method, ServerName server, String target, Optional<String> token, byte[] body) {
        return Uni.createFrom().deferred(() -> {
            requireTrusted(server);
            Map<String, String> headers = new HashMap<>();
            token.ifPresent(text -> headers.put("Authorization", "Bearer " + header(text)));
            if (body.length > 0) {
                headers.put("Content-Type", "application/json");
            }
            EgressLimits limits = new EgressLimits(MAX_BYTES, config.requestTimeout(), 0);
            return gate.send(new EgressRequest(method, Endpoint.ofUrl(server.host(), server.port(), true), target, headers, body, limits));
        }).onFailure(EgressException.class).transform(failure -> unreachable(server)).map(answer -> read(server, answer));
    }

    private static String header(String token) {
        if (token.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
            throw MatrixException.invalidParam("The field \"id_access_token\" is no token.");
        }
        return token;
    }

    private static ObjectNode read(ServerName server, EgressResponse answer) {
        ObjectNode json;
        try {
            json = MatrixJson.parseObject(answer.body());
        } catch (InvalidJsonException invalid) {
            throw malformed(server);
        }
        if (answer.status() != OK) {
            throw refusal(server, answer.status(), json);
        }
        return json;
    }

    /** What would log the client out here is not passed on. */
    private static MatrixException refusal(ServerName server, int status, ObjectNode json) {
        String sentence = JsonNodes.text(json, "error").orElse("The identity server " + server + " answered " + status + ".");
        if (status == UNAUTHORISED) {
            return MatrixException.forbidden("The identity server " + server + " does not know the access token.");
        }
        return JsonNodes.text(json, "errcode").filter(errcode -> status >= CLIENT_ERROR && status < SERVER_ERROR && PASSED_ON.contains(errcode))
                .map(errcode -> new MatrixException(Errcode.valueOf(errcode), sentence).withStatus(status))
                .orElseGet(() -> new MatrixException(Errcode.M_UNKNOWN, sentence).withStatus(BAD_GATEWAY));
    }

    static MatrixException malformed(ServerName server) {
        return new MatrixException(Errcode.M_UNKNOWN, "The identity server " + server + " did not answer as it should.").withStatus(BAD_GATEWAY);
    }

    private static MatrixException unreachable(ServerName server) {
        return new MatrixException(Errcode.M_CONNECTION_FAILED, "The identity server " + server + " cannot be reached.");
    }
}
