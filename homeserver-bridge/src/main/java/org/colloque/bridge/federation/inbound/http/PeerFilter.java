package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.ClientProxy;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.colloque.bridge.federation.PeerSigns;
import org.colloque.bridge.federation.inbound.PeerAuthentication;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only requests through that an admitted server has signed. Spec: server-server-api, "Request Authentication". */
public class PeerFilter {

    private static final Set<String> WITH_CONTENT = Set.of(HttpMethod.PUT, HttpMethod.POST);

    private final PeerAuthentication authentication;
    private final CurrentPeer peer;
    private final CurrentVertxRequest current;
    private final PeerSigns signs;

    PeerFilter(PeerAuthentication authentication, CurrentPeer peer, CurrentVertxRequest current, PeerSigns signs) {
        this.authentication = authentication;
        this.peer = peer;
        this.current = current;
        this.signs = signs;
    }

    @FromPeer
    @ServerRequestFilter(readBody = true)
    public Uni<Response> authenticate(ContainerRequestContext context) throws IOException {
        HttpServerRequest request = current.getCurrent().request();
        Optional<JsonNode> body = body(context);
        CurrentPeer ofThisRequest = ClientProxy.unwrap(peer);
        return authentication.authenticate(request.method().name(), request.uri(),
                        request.headers().getAll(HttpHeaders.AUTHORIZATION), body)
                .invoke(server -> ofThisRequest.authenticated(server, body))
                .invoke(signs::spoke)
                .map(server -> null);
    }

    /** What a request without content of its own carries all the same, an empty body for one, is not read. */
    private static Optional<JsonNode> body(ContainerRequestContext context) throws IOException {
        byte[] bytes = WITH_CONTENT.contains(context.getMethod()) && context.hasEntity() ? context.getEntityStream().readAllBytes() : new byte[0];
        if (bytes.length == 0) {
            return Optional.empty();
        }
        context.setEntityStream(new ByteArrayInputStream(bytes));
        try {
            return Optional.of(MatrixJson.parse(bytes, MatrixJson.MAX_FEDERATION_DEPTH));
        } catch (InvalidJsonException invalid) {
            throw new MatrixException(Errcode.M_NOT_JSON, invalid.getMessage());
        }
    }
}
