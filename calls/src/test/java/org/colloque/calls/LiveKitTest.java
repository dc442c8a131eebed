package org.colloque.calls;

import static org.colloque.calls.Caller.delegating;
import static org.colloque.calls.Caller.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.colloque.calls.LiveKitTest.WithLiveKit;
import org.colloque.calls.livekit.SfuTokens;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens, rooms and reports with a real LiveKit. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(value = LiveKitTestResource.class, restrictToAnnotatedClass = true)
@TestProfile(WithLiveKit.class)
class LiveKitTest {

    private static final long LONG = 3_600_000;

    @Inject
    SfuTokens tokens;

    private Caller alice;
    private TestRoom room;

    @BeforeEach
    void enterACall() {
        assumeTrue(LiveKitTestResource.program().isPresent(),
                "no LiveKit: set COLLOQUE_LIVEKIT to a livekit-server, or run ./colloque test, which provides one");
        alice = new Caller(Agents.register("alice"));
        room = TestRoom.by(alice.agent());
        alice.enter(room);
    }

    @Test
    void memberEntersWithTheTokenAndLeavesWhenTheConnectionEnds() throws Exception {
        String delayId = alice.delayLeave(room, LONG);
        var access = post("/get_token", delegating(alice.request(room), delayId, LONG)).statusCode(200).extract().jsonPath();
        Signal signal = new Signal();
        WebSocket socket = connect(access.getString("url"), access.getString("jwt"), signal);
        assertTrue(signal.answered.get(10, TimeUnit.SECONDS) > 0, "LiveKit did not let the member in");
        assertTrue(alice.isIn(room));
        socket.abort();
        await(() -> !alice.isIn(room));
    }

    @Test
    void clientsMakeNoRooms() {
        String token = tokens.token("no such room", alice.participant());
        String url = post("/get_token", alice.request(room)).statusCode(200).extract().path("url");
        assertThrows(CompletionException.class, () -> connect(url, token, new Signal()));
    }

    @Test
    void tokenForgedWithAnotherSecretIsRefused() {
        var access = post("/get_token", alice.request(room)).statusCode(200).extract().jsonPath();
        String jwt = access.getString("jwt");
        String forged = jwt.substring(0, jwt.lastIndexOf('.') + 1) + "AAAA" + jwt.substring(jwt.lastIndexOf('.') + 5);
        assertThrows(CompletionException.class, () -> connect(access.getString("url"), forged, new Signal()));
    }

    @Test
    void strangerDoesNotGetThatFar() {
        Caller mallory = new Caller(Agents.register("mallory"));
        assertEquals("M_FORBIDDEN", post("/get_token", mallory.request(room)).statusCode(403).extract().path("errcode"));
        assertFalse(mallory.isIn(room));
    }

    private static WebSocket connect(String url, String token, WebSocket.Listener listener) {
        return HttpClient.newHttpClient().newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create(url + "/rtc?protocol=15&access_token=" + token), listener).join();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 400 && !condition.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertTrue(condition.getAsBoolean(), "did not happen in time");
    }

    /** Waits for LiveKit's first message, which answers an admitted participant. */
    private static final class Signal implements WebSocket.Listener {

        private final CompletableFuture<Integer> answered = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            answered.complete(data.remaining());
            socket.request(1);
            return null;
        }
    }

    /** The settings of the module's tests, and nothing in the place of LiveKit. */
    public static class WithLiveKit implements QuarkusTestProfile {
    }
}
