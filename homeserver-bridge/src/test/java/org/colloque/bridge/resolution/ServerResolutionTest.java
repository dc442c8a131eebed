package org.colloque.bridge.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.colloque.bridge.directory.TestDirectories;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressException.Reason;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.bridge.egress.NameLookup.Service;
import org.colloque.bridge.egress.TestInternet;
import org.colloque.bridge.testing.TestClock;
import org.colloque.protocol.id.ServerName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spec: server-server-api, "Resolving server names": each step against servers that show certificates. */
class ServerResolutionTest {

    private static final EgressLimits LIMITS = new EgressLimits(1_000, Duration.ofSeconds(5), 0);

    @TempDir
    static Path folder;

    private final TestInternet internet = new TestInternet(folder);

    @AfterEach
    void stop() {
        internet.close();
    }

    @Test
    void addressWithPortIsTakenAsItStands() {
        internet.host("192.0.2.1", 1234, ServerResolutionTest::echo, "192.0.2.1");
        assertEquals("192.0.2.1:1234", reach("192.0.2.1:1234"));
        assertEquals(List.of(), internet.lookedUp());
    }

    @Test
    void addressWithoutPortIsReachedAt8448WithoutPortInTheHost() {
        internet.host("192.0.2.1", 8448, ServerResolutionTest::echo, "192.0.2.1");
        assertEquals("192.0.2.1", reach("192.0.2.1"));
        assertEquals(List.of("192.0.2.1:8448"), internet.connections());
    }

    @Test
    void addressOfVersionSixKeepsItsBracketsInTheHostAlone() {
        Endpoint endpoint = resolve(internet.gate(), "[2001:db8::1]:1234");
        assertEquals(new Endpoint("2001:db8::1", 1234, true, "2001:db8::1", "[2001:db8::1]:1234"), endpoint);
        assertEquals(new Endpoint("2001:db8::1", 8448, true, "2001:db8::1", "[2001:db8::1]"), resolve(internet.gate(), "[2001:db8::1]"));
    }

    @Test
    void nameWithPortIsNeitherDelegatedNorLookedUpAsService() {
        internet.name("a.example", "192.0.2.2").host("192.0.2.2", 1234, ServerResolutionTest::echo, "a.example")
                .host("192.0.2.2", 443, delegatesTo("elsewhere.example"), "a.example")
                .service("_matrix-fed._tcp.a.example", new Service("elsewhere.example", 1));
        assertEquals("a.example:1234", reach("a.example:1234"));
        assertEquals(List.of("192.0.2.2:1234"), internet.connections());
    }

    @Test
    void nameIsDelegatedToAnAddress() {
        internet.name("a.example", "192.0.2.2").host("192.0.2.2", 443, delegatesTo("192.0.2.3"), "a.example")
                .host("192.0.2.3", 8448, ServerResolutionTest::echo, "192.0.2.3");
        assertEquals("192.0.2.3", reach("a.example"));
    }

    @Test
    void nameIsDelegatedToANameWithPort() {
        internet.name("a.example", "192.0.2.2").name("b.example", "192.0.2.3")
                .host("192.0.2.2", 443, delegatesTo("b.example:1234"), "a.example")
                .host("192.0.2.3", 1234, ServerResolutionTest::echo, "b.example");
        assertEquals("b.example:1234", reach("a.example"));
        assertEquals(List.of(), internet.lookedUp());
    }

    @Test
    void serviceOfTheDelegatedNameIsFoundByItsNewNameFirst() {
        internet.name("a.example", "192.0.2.2").name("host.example", "192.0.2.4")
                .host("192.0.2.2", 443, delegatesTo("b.example"), "a.example")
                .service("_matrix-fed._tcp.b.example", new Service("host.example", 1234))
                .service("_matrix._tcp.b.example", new Service("old.example", 1))
                .host("192.0.2.4", 1234, ServerResolutionTest::echo, "b.example");
        assertEquals("b.example", reach("a.example"));
        assertEquals(List.of("_matrix-fed._tcp.b.example"), internet.lookedUp());
    }

    @Test
    void serviceOfTheDelegatedNameIsFoundByItsOldName() {
        internet.name("a.example", "192.0.2.2").name("host.example", "192.0.2.4")
                .host("192.0.2.2", 443, delegatesTo("b.example"), "a.example")
                .service("_matrix._tcp.b.example", new Service("host.example", 1234))
                .host("192.0.2.4", 1234, ServerResolutionTest::echo, "b.example");
        assertEquals("b.example", reach("a.example"));
        assertEquals(List.of("_matrix-fed._tcp.b.example", "_matrix._tcp.b.example"), internet.lookedUp());
    }

    @Test
    void delegatedNameWithoutServiceIsReachedAt8448() {
        internet.name("a.example", "192.0.2.2").name("b.example", "192.0.2.3")
                .host("192.0.2.2", 443, delegatesTo("b.example"), "a.example")
                .host("192.0.2.3", 8448, ServerResolutionTest::echo, "b.example");
        assertEquals("b.example", reach("a.example"));
    }

    @Test
    void withoutDelegationTheServiceOfTheNameItselfCounts() {
        internet.name("a.example", "192.0.2.2").name("host.example", "192.0.2.4")
                .service("_matrix-fed._tcp.a.example", new Service("host.example", 1234))
                .host("192.0.2.4", 1234, ServerResolutionTest::echo, "a.example");
        assertEquals("a.example", reach("a.example"));
        internet.service("_matrix-fed._tcp.c.example").service("_matrix._tcp.c.example", new Service("host.example", 1234));
        assertEquals("host.example", resolve(internet.gate(), "c.example").host());
    }

    @Test
    void withoutDelegationAndServiceTheNameIsReachedAt8448() {
        internet.name("a.example", "192.0.2.2").host("192.0.2.2", 8448, ServerResolutionTest::echo, "a.example");
        assertEquals("a.example", reach("a.example"));
        assertEquals(List.of("192.0.2.2:443", "192.0.2.2:8448"), internet.connections());
    }

    @Test
    void targetsOfAServiceAreTriedInTheirOrderUntilOneIsReached() {
        internet.name("shut.example", "192.0.2.5").name("open.example", "192.0.2.4").name("spare.example", "192.0.2.6")
                .service("_matrix-fed._tcp.a.example", new Service("nowhere.example", 1), new Service("shut.example", 1234),
                        new Service("open.example", 1234), new Service("spare.example", 1234))
                .host("192.0.2.4", 1234, ServerResolutionTest::echo, "a.example")
                .host("192.0.2.6", 1234, ServerResolutionTest::echo, "a.example");
        assertEquals("a.example", reach("a.example"));
        assertEquals(List.of("192.0.2.5:1234", "192.0.2.4:1234"), internet.connections());
    }

    @Test
    void serviceWithoutAnyTargetThatIsReachedFails() {
        internet.name("shut.example", "192.0.2.5").service("_matrix-fed._tcp.a.example", new Service("shut.example", 1),
                new Service("shut.example", 2));
        assertEquals(Reason.UNREACHABLE, refusal("a.example"));
        assertEquals(List.of("192.0.2.5:1", "192.0.2.5:2"), internet.connections());
    }

    @Test
    void serviceWithACertificateOfItsOwnNameIsNotBelieved() {
        internet.name("host.example", "192.0.2.4").service("_matrix-fed._tcp.a.example", new Service("host.example", 1234))
                .host("192.0.2.4", 1234, ServerResolutionTest::echo, "host.example");
        assertEquals(Reason.UNREACHABLE, refusal("a.example"));
    }

    @Test
    void delegateWithACertificateOfTheDelegatingNameIsNotBelieved() {
        internet.name("a.example", "192.0.2.2").name("b.example", "192.0.2.3")
                .host("192.0.2.2", 443, delegatesTo("b.example:1234"), "a.example")
                .host("192.0.2.3", 1234, ServerResolutionTest::echo, "a.example");
        assertEquals(Reason.UNREACHABLE, refusal("a.example"));
    }

    @Test
    void addressWithACertificateOfAnotherAddressIsNotBelieved() {
        internet.host("192.0.2.1", 8448, ServerResolutionTest::echo, "192.0.2.9");
        assertEquals(Reason.UNREACHABLE, refusal("192.0.2.1"));
    }

    @Test
    void delegationByAHostWithAWrongCertificateIsNotBelieved() {
        internet.name("a.example", "192.0.2.2").host("192.0.2.2", 443, delegatesTo("evil.example:1"), "evil.example");
        assertEquals("a.example", resolve(internet.gate(), "a.example").hostPort());
    }

    private static void echo(HttpServerRequest request) {
        request.response().end(request.getHeader("Host"));
    }

    private static io.vertx.core.Handler<HttpServerRequest> delegatesTo(String name) {
        return request -> request.response().setStatusCode(request.path().equals("/.well-known/matrix/server") ? 200 : 404)
                .end("{\"m.server\": \"" + name + "\"}");
    }

    private Reason refusal(String server) {
        return assertThrows(EgressException.class, () -> reach(server)).reason();
    }

    /** The {@code Host} with which the server's endpoint was reached. */
    private String reach(String server) {
        EgressGate gate = internet.gate();
        EgressResponse response = gate.send(EgressRequest.get(resolve(gate, server), "/", LIMITS)).await().atMost(Duration.ofSeconds(10));
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private Endpoint resolve(EgressGate gate, String server) {
        return new ServerResolution(TestDirectories.open(new ServerName("own.example")), new WellKnown(gate, new TestClock()), internet)
                .resolve(new ServerName(server)).await().atMost(Duration.ofSeconds(10));
    }
}
