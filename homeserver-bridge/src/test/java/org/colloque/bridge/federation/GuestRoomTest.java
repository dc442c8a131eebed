package org.colloque.bridge.federation;

import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.junit.jupiter.api.BeforeEach;

/** Tests in a room of our Alice that the peer's people can be in. */
abstract class GuestRoomTest extends PeerTest {

    Agent alice;
    GuestRoom room;

    @BeforeEach
    void open() {
        alice = Agents.register("alice");
        room = GuestRoom.openedBy(alice);
    }
}
