package org.colloque.messaging.room.http;

import io.quarkus.test.common.QuarkusTestResource;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;

/** Tests of events that relate to others, in a room of Alice's and Bob's with one event to relate to. */
@QuarkusTestResource(PostgresTestResource.class)
abstract class RelatedEventsTest {

    Agent alice;
    Agent bob;
    TestRoom room;
    RelatedRoom related;
    String parent;

    @BeforeEach
    void open() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = TestRoom.publicBy(alice).joinedBy(bob);
        related = new RelatedRoom(room);
        parent = related.message(alice, "parent");
    }
}
