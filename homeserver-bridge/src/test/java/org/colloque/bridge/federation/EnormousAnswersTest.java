package org.colloque.bridge.federation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers without end, or at a snail's pace: it wastes its own time. */
@QuarkusTest
class EnormousAnswersTest extends PeerTest {

    private static final long MOST = 200_000_000;
    private static final long SLACK = 100_000_000;

    private Agent alice;
    private PeerRoom room;

    @BeforeEach
    void open() {
        alice = Agents.register("alice");
        room = new PeerRoom(peer, RoomVersions.V12, peer.user("zoe"));
    }

    /** The answer is cut where no room is that large, and nothing of it stays in memory. */
    @Test
    void joinThatIsAnsweredWithTwoHundredMegabytesIsRefused() {
        AtomicLong written = new AtomicLong();
        peer.onRaw("PUT /_matrix/federation/v2/send_join/" + PeerEvents.encode(room.id()), request -> {
            HttpServerResponse response = request.response().setChunked(true);
            response.write("{\"state\":[");
            pour(response, Buffer.buffer("{\"type\":\"m.room.member\"},".repeat(4_000)), written);
        });
        long before = used();

        int status = join();

        assertTrue(status == 502 || status == 504, "status " + status);
        assertTrue(written.get() < MOST, written + " bytes were taken");
        assertTrue(used() < before + SLACK, "memory grew from " + before + " to " + used());
    }

    /** A small text can be a large tree. */
    @Test
    void joinThatIsAnsweredWithMillionsOfNumbersIsRefused() {
        peer.onRaw("PUT /_matrix/federation/v2/send_join/" + PeerEvents.encode(room.id()), request ->
                request.response().end("{\"state\":[" + "1234567,".repeat(11_000_000) + "0]}"));

        int status = join();

        assertTrue(status == 502, "status " + status);
    }

    /** The patience of the tests is 5 s. */
    @Test
    void proposalThatDripsIsGivenUp() {
        peer.onRaw("GET /_matrix/federation/v1/make_join/" + PeerEvents.encode(room.id()), request -> {
            HttpServerResponse response = request.response().setChunked(true);
            drip(response);
        });
        long begin = System.nanoTime();

        int status = join();

        assertTrue(status == 504 || status == 502, "status " + status);
        assertTrue(System.nanoTime() - begin < 60_000_000_000L, "it took " + (System.nanoTime() - begin) + " ns");
    }

    private int join() {
        return alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().extract().statusCode();
    }

    private static void pour(HttpServerResponse response, Buffer part, AtomicLong written) {
        if (written.get() > MOST) {
            response.end("{}]}");
            return;
        }
        response.write(part).onSuccess(done -> {
            written.addAndGet(part.length());
            pour(response, part, written);
        });
    }

    private static void drip(HttpServerResponse response) {
        response.write(" ").onSuccess(done -> io.vertx.core.Vertx.currentContext().owner().setTimer(200, later -> drip(response)));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
