package org.colloque.bridge.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.colloque.bridge.egress.EgressException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EgressGateTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private EgressGate gate;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().join();
        gate = gate(List.of("127.0.0.1/32"));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        requests.incrementAndGet();
        switch (request.path()) {
            case "/host" -> request.response().end(request.getHeader("Host"));
            case "/large" -> request.response().end("x".repeat(5_000));
            case "/slow" -> vertx.setTimer(5_000, late -> request.response().end());
            case "/loop" -> request.response().setStatusCode(302).putHeader("Location", "/loop").end();
            case "/elsewhere" -> request.response().setStatusCode(302).putHeader("Location", "http://inside.example:1/").end();
            case "/file" -> request.response().setStatusCode(302).putHeader("Location", "file:///etc/passwd").end();
            case "/near" -> request.response().setStatusCode(307).putHeader("Location", "/host?x=1").end();
            default -> request.response().setStatusCode(404).end("no");
        }
    }

    @Test
    void connectsToTheNamesAddressWithTheHostAskedFor() {
        assertEquals("peer.example:" + server.actualPort(), text(send("peer.example", "/host", 5)));
    }

    @Test
    void nameWithAPrivateAddressIsRefusedBeforeAnyConnection() {
        gate = gate(List.of());
        assertEquals(Reason.REFUSED, refusal("peer.example", "/host", 5));
        assertEquals(0, requests.get());
    }

    @Test
    void redirectIsFollowedAndItsTargetCheckedAnew() {
        assertEquals("peer.example:" + server.actualPort(), text(send("peer.example", "/near", 5)));
        assertEquals(Reason.REFUSED, refusal("peer.example", "/elsewhere", 5));
        assertEquals(Reason.REFUSED, refusal("peer.example", "/file", 5));
    }

    @Test
    void redirectIsAnAnswerWhereNoneIsFollowed() {
        assertEquals(302, send("peer.example", "/elsewhere", 0).status());
    }

    @Test
    void redirectLoopEnds() {
        assertEquals(Reason.REFUSED, refusal("peer.example", "/loop", 3));
        assertEquals(4, requests.get());
    }

    @Test
    void answerAboveTheLimitIsNotRead() {
        assertEquals(Reason.TOO_LARGE, refusal("peer.example", "/large", 5));
    }

    @Test
    void slowAnswerIsGivenUp() {
        assertEquals(Reason.TIMEOUT, refusal("peer.example", "/slow", 5));
    }

    @Test
    void closedPortIsUnreachable() {
        int port = server.actualPort();
        server.close().toCompletionStage().toCompletableFuture().join();
        Endpoint endpoint = Endpoint.ofUrl("peer.example", OptionalInt.of(port), false);
        assertEquals(Reason.UNREACHABLE, assertThrows(EgressException.class, () -> gate.send(
                EgressRequest.get(endpoint, "/host", limits(0))).await().atMost(Duration.ofSeconds(10))).reason());
    }

    private Reason refusal(String host, String target, int redirects) {
        return assertThrows(EgressException.class, () -> send(host, target, redirects)).reason();
    }

    private EgressResponse send(String host, String target, int redirects) {
        Endpoint endpoint = Endpoint.ofUrl(host, OptionalInt.of(server.actualPort()), false);
        return gate.send(EgressRequest.get(endpoint, target, limits(redirects))).await().atMost(Duration.ofSeconds(10));
    }

    private static EgressLimits limits(int redirects) {
        return new EgressLimits(1_000, Duration.ofSeconds(2), redirects);
    }

    private static String text(EgressResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private EgressGate gate(List<String> allowed) {
        TestSettings settings = new TestSettings(allowed, List.of());
        return new EgressGate(new Names(), settings, new Connections(vertx, settings, new TrustedCertificates(settings)));
    }

    private static final class Names implements NameLookup {

        private final Map<String, String> addresses = Map.of("peer.example", "127.0.0.1", "inside.example", "10.0.0.1");

        @Override
        public Uni<List<InetAddress>> addresses(String host) {
            return Uni.createFrom().item(List.of(InetAddress.ofLiteral(addresses.get(host))));
        }

        @Override
        public Uni<List<Service>> services(String name) {
            return Uni.createFrom().item(List.of());
        }
    }
}
