package org.colloque.bridge.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.colloque.bridge.egress.TestInternet;
import org.colloque.bridge.testing.TestClock;
import org.colloque.protocol.id.ServerName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
