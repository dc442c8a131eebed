package org.colloque.bridge.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.colloque.bridge.egress.TestInternet;
import org.colloque.bridge.testing.TestClock;
import org.colloque.protocol.id.ServerName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spec: server-server-api, "Resolving server names", step 3. */
class WellKnownTest {

    private static final Optional<ServerName> B = Optional.of(new ServerName("b.example"));

    @TempDir
    static Path folder;

    private final TestInternet internet = new TestInternet(folder);
    private final TestClock clock = new TestClock();
    private final AtomicInteger asked = new AtomicInteger();
    private Consumer<HttpServerRequest> answer = request -> request.response().end("{\"m.server\": \"b.example\"}");
    private WellKnown wellKnown;

    @BeforeEach
    void start() {
        internet.name("a.example", "192.0.2.2").host("192.0.2.2", 443, request -> {
            asked.incrementAndGet();
            answer.accept(request);
        }, "a.example");
        wellKnown = new WellKnown(internet.gate(), clock);
    }

    @AfterEach
    void stop() {
        internet.close();
    }

    @Test
    void answerIsKeptForADayWhereItDoesNotSay() {
        assertEquals(B, delegated());
        clock.move(Duration.ofHours(23));
        assertEquals(B, delegated());
        assertEquals(1, asked.get());
        clock.move(Duration.ofHours(2));
        assertEquals(B, delegated());
        assertEquals(2, asked.get());
    }

    @Test
    void answerIsKeptAsLongAsItSays() {
        answer = request -> request.response().putHeader("Cache-Control", "public, max-age=600").end("{\"m.server\": \"b.example\"}");
        assertEquals(B, delegated());
        clock.move(Duration.ofMinutes(9));
        assertEquals(B, delegated());
        assertEquals(1, asked.get());
        clock.move(Duration.ofMinutes(2));
        assertEquals(B, delegated());
        assertEquals(2, asked.get());
    }

    @Test
    void answerThatForbidsKeepingIsKeptForAMinuteOnly() {
        int expected = 0;
        for (String control : new String[] {"no-store", "No-Cache, max-age=600", "max-age=0", "private,no-store"}) {
            answer = request -> request.response().putHeader("Cache-Control", control).end("{\"m.server\": \"b.example\"}");
            assertEquals(B, delegated());
            clock.move(Duration.ofSeconds(59));
            assertEquals(B, delegated());
            assertEquals(++expected, asked.get(), control);
            clock.move(Duration.ofSeconds(2));
        }
    }

    @Test
    void answerIsKeptTwoDaysAtMost() {
        answer = request -> request.response().putHeader("Cache-Control", "max-age=999999999").end("{\"m.server\": \"b.example\"}");
        assertEquals(B, delegated());
        clock.move(Duration.ofHours(47));
        assertEquals(B, delegated());
        assertEquals(1, asked.get());
        clock.move(Duration.ofHours(2));
        delegated();
        assertEquals(2, asked.get());
    }

    @Test
    void errorsAreKeptForLongerEachTimeAndForAnHourAtMost() {
        answer = request -> request.response().setStatusCode(503).end();
        int expected = 0;
        for (Duration wait : new Duration[] {Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4), Duration.ofMinutes(8),
                Duration.ofMinutes(16), Duration.ofMinutes(32), Duration.ofHours(1), Duration.ofHours(1)}) {
            assertEquals(Optional.empty(), delegated());
            assertEquals(++expected, asked.get());
            clock.move(wait.minusSeconds(1));
            assertEquals(Optional.empty(), delegated());
            assertEquals(expected, asked.get());
            clock.move(Duration.ofSeconds(1));
        }
        answer = request -> request.response().end("{\"m.server\": \"b.example\"}");
        assertEquals(B, delegated());
    }

    @Test
    void hostThatIsNotThereDelegatesToNobody() {
        assertEquals(Optional.empty(), wellKnown.delegated("nobody.example").await().atMost(Duration.ofSeconds(10)));
    }

    @Test
    void redirectsAreFollowed() {
        answer = request -> {
            if (request.path().equals("/there")) {
                request.response().end("{\"m.server\": \"b.example\"}");
            } else {
                request.response().setStatusCode(308).putHeader("Location", "/there").end();
            }
        };
        assertEquals(B, delegated());
    }

    @Test
    void redirectToAnotherHostIsFollowed() {
        internet.name("c.example", "192.0.2.3").host("192.0.2.3", 443, request -> request.response().end("{\"m.server\": \"b.example\"}"), "c.example");
        wellKnown = new WellKnown(internet.gate(), clock);
        answer = redirectTo("https://c.example/delegation");
        assertEquals(B, delegated());
        assertEquals(List.of("192.0.2.2:443", "192.0.2.3:443"), internet.connections());
    }

    @ParameterizedTest
    @Tag("CVE-2024-52594")
    @ValueSource(strings = {"https://inside.example/delegation", "https://10.0.0.5/delegation", "https://127.0.0.1/", "https://[::1]/",
        "https://169.254.169.254/latest", "http://c.example/delegation"})
    void redirectToAPrivateAddressOrWithoutTlsIsRefused(String place) {
        Handler<HttpServerRequest> delegation = request -> request.response().end("{\"m.server\": \"b.example\"}");
        internet.name("inside.example", "10.0.0.5").host("10.0.0.5", 443, delegation, "inside.example", "10.0.0.5");
        internet.name("c.example", "192.0.2.3").host("192.0.2.3", 80, delegation, "c.example");
        wellKnown = new WellKnown(internet.gateTo("192.0.2.0/24"), clock);
        answer = redirectTo(place);
        assertEquals(Optional.empty(), delegated());
        assertEquals(List.of("192.0.2.2:443"), internet.connections());
    }

    private static Consumer<HttpServerRequest> redirectTo(String place) {
        return request -> request.response().setStatusCode(302).putHeader("Location", place).end();
    }

    @Test
    void loopOfRedirectsEnds() {
        answer = request -> request.response().setStatusCode(301).putHeader("Location", request.path()).end();
        assertEquals(Optional.empty(), delegated());
        assertEquals(6, asked.get());
    }

    @Test
    void hugeAnswerIsNotRead() {
        answer = request -> request.response().end("{\"m.server\": \"b.example\", \"x\": \"" + "x".repeat(60_000) + "\"}");
        assertEquals(Optional.empty(), delegated());
    }

    @Test
    void answerThatIsNoDelegationIsAnError() {
        for (String body : new String[] {"nonsense", "[]", "{}", "{\"m.server\": 7}", "{\"m.server\": \"\"}", "{\"m.server\": \"a b\"}",
                "{\"m.server\": \"b.example:99999999\"}"}) {
            answer = request -> request.response().end(body);
            assertEquals(Optional.empty(), delegated(), body);
            clock.move(Duration.ofHours(2));
        }
    }

    private Optional<ServerName> delegated() {
        return wellKnown.delegated("a.example").await().atMost(Duration.ofSeconds(10));
    }
}
