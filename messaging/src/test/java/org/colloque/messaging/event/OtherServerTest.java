package org.colloque.messaging.event;

import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the event core against one other server, which Carol is on. */
@QuarkusTestResource(PostgresTestResource.class)
abstract class OtherServerTest {

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    FederatedRooms federated;

    final SimulatedServer other = new SimulatedServer("other.example");
    final UserId carol = other.user("carol");

    @BeforeEach
    void reach() {
        FederatedRooms.reach(other);
    }
}
