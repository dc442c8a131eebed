package org.colloque.bridge.egress;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.bridge.egress.EgressException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EgressGateTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
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
        open.incrementAndGet();
        request.connection().closeHandler(closed -> open.decrementAndGet());
        switch (request.path()) {
            case "/host" -> request.response().end(request.getHeader("Host"));
            case "/large" -> request.response().end("x".repeat(5_000));
            case "/slow" -> vertx.setTimer(5_000, late -> request.response().end());
            case "/loop" -> request.response().setStatusCode(302).putHeader("Location", "/loop").end();
            case "/elsewhere" -> request.response().setStatusCode(302).putHeader("Location", "http://inside.example:1/").end();
            case "/file" -> request.response().setStatusCode(302).putHeader("Location", "file:///etc/passwd").end();
            case "/near" -> request.response().setStatusCode(307).putHeader("Location", "/host?x=1").end();
            case "/drips" -> drip(request.response());
            case "/announced" -> request.response().putHeader("Content-Length", "200000000").write("{");
            case "/endless" -> endless(request.response().setChunked(true));
            default -> request.response().setStatusCode(404).end("no");
        }
    }

    private void drip(HttpServerResponse response) {
        response.putHeader("Content-Length", "900").write("x");
        vertx.setPeriodic(100, timer -> response.write("x").onFailure(gone -> vertx.cancelTimer(timer)));
    }

    /** A server that says a byte now and then of a head that has no end. */
    private int dripOfHeads() {
        return vertx.createNetServer().connectHandler(socket -> {
            open.incrementAndGet();
            socket.closeHandler(closed -> open.decrementAndGet());
            socket.handler(ignored -> { });
            socket.write("HTTP/1.1 200 OK\r\nx: ");
            vertx.setPeriodic(100, timer -> socket.write("x").onFailure(gone -> vertx.cancelTimer(timer)));
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private void endless(HttpServerResponse response) {
        Buffer part = Buffer.buffer("x".repeat(100_000));
        response.write(part).onSuccess(done -> {
            written.addAndGet(part.length());
            endless(response);
        });
    }

    @Test
    void connectsToTheNamesAddressWithTheHostAskedFor() {
        assertEquals("peer.example:" + server.actualPort(), text(send("peer.example", "/host", 5)));
    }

    @Test
    @Tag("CVE-2024-52594")
    void nameWithAPrivateAddressIsRefusedBeforeAnyConnection() {
        gate = gate(List.of());
        assertEquals(Reason.REFUSED, refusal("peer.example", "/host", 5));
        assertEquals(0, requests.get());
    }

    @Test
    @Tag("CVE-2024-52594")
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

    /** A byte now and then keeps an answer alive for ever: the whole of it has to come in time, and then its connection is given up. */
    @Test
    void answerThatDripsIsGivenUpWithItsConnection() {
        for (int port : List.of(server.actualPort(), dripOfHeads())) {
            Endpoint endpoint = Endpoint.ofUrl("peer.example", OptionalInt.of(port), false);
            assertEquals(Reason.TIMEOUT, assertThrows(EgressException.class, () -> gate.send(
                    EgressRequest.get(endpoint, "/drips", limits(0))).await().atMost(Duration.ofSeconds(10))).reason());
        }
        eventually(() -> assertEquals(0, open.get(), "connections that are still open"));
    }

    @Test
    void endlessAnswerIsCutAtTheLimit() {
        assertEquals(Reason.TOO_LARGE, refusal("peer.example", "/endless", 0));
        eventually(() -> assertEquals(0, open.get(), "connections that are still open"));
        assertTrue(written.get() < 10_000_000, written + " bytes were written");
    }

    @Test
    void answerThatSaysHowLargeItIsIsNotBegun() {
        assertEquals(Reason.TOO_LARGE, refusal("peer.example", "/announced", 0));
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
