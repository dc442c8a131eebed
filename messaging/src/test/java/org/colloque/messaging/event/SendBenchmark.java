package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.await;
import static org.colloque.messaging.event.TestRooms.message;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.id.RoomId;
import org.junit.jupiter.api.Test;

/** Acknowledged sends a second; run by name, for its output. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SendBenchmark {

    private static final int SENDERS = 32;
    private static final int ROUNDS = 4;
    private static final int SENDS = 500;

    @Inject
    EventPipeline pipeline;
    @Inject
    TestRooms rooms;
    @Inject
    RoundTrips roundTrips;

    @Test
    void oneHotRoom() {
        RoomId room = rooms.publicRoom();
        for (int i = 0; i < ROUNDS; i++) {
            report("one hot room", java.util.Collections.nCopies(SENDERS, room));
        }
    }

    @Test
    void manyRooms() {
        List<RoomId> many = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            many.add(rooms.publicRoom());
        }
        for (int i = 0; i < ROUNDS; i++) {
            report("32 rooms", many);
        }
    }

    private void report(String what, List<RoomId> targets) {
        long trips = roundTrips.total();
        long start = System.nanoTime();
        await(Uni.join().all(targets.stream().map(room -> sendAll(room, SENDS)).toList()).andFailFast());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %.0f sends/s, %.3f round trips each%n", what, targets.size() * SENDS / seconds,
                (roundTrips.total() - trips) / (double) (targets.size() * SENDS));
    }

    /** One sender: the next message goes when the one before was acknowledged. */
    private Uni<EventRef> sendAll(RoomId room, int left) {
        Uni<EventRef> sent = pipeline.send(room, message(ALICE, "a message of the usual length, number " + left));
        return left == 1 ? sent : sent.onItem().transformToUni(event -> sendAll(room, left - 1));
    }
}
