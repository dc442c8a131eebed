package org.colloque.messaging.sync.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a client has to ask for devices, and whom it may forget: told by syncs, and for a stretch by {@code /keys/changes}. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeviceListsTest {

    private Agent alice;
    private Agent bob;
    private String room;

    @BeforeEach
    void makeARoom() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = Rooms.create(alice);
    }

    @Test
    void whoComesHasChangedAndWhoGoesHasLeft() {
        JsonPath alone = Rooms.sync(alice);
        Rooms.join(bob, room);
        JsonPath together = Rooms.next(alice, alone);
        assertThat(together.getList("device_lists.changed"), hasItem(id(bob)));
        assertThat(changes(alone, together).getList("changed"), hasItem(id(bob)));

        Rooms.leave(bob, room);
        JsonPath apart = Rooms.next(alice, together);
        assertThat(apart.getList("device_lists.left"), hasItem(id(bob)));
        assertThat(changes(together, apart).getList("left"), hasItem(id(bob)));

        Rooms.join(bob, room);
        JsonPath again = Rooms.next(alice, apart);
        assertThat(again.getList("device_lists.changed"), hasItem(id(bob)));
        assertThat(changes(together, again).getList("left"), not(hasItem(id(bob))));
    }

    @Test
    void whoStaysInAnotherRoomHasNotLeft() {
        String other = Rooms.create(alice);
        Rooms.join(bob, room);
        Rooms.join(bob, other);
        JsonPath before = Rooms.sync(alice);
        Rooms.leave(bob, room);
        JsonPath after = Rooms.next(alice, before);
        assertThat(String.valueOf(after.getList("device_lists.left")), not(containsString(id(bob))));
        assertThat(changes(before, after).getList("left"), not(hasItem(id(bob))));
    }

    @Test
    void newDeviceOfSomebodyInARoomEndsAWaitingSync() {
        Rooms.join(bob, room);
        JsonPath before = Rooms.sync(alice);
        bob.onAnotherDevice();
        assertThat(Rooms.next(alice, before).getList("device_lists.changed"), hasItem(id(bob)));
    }

    private JsonPath changes(JsonPath from, JsonPath to) {
        return alice.asking().queryParam("from", from.getString("next_batch")).queryParam("to", to.getString("next_batch"))
                .get("/_matrix/client/v3/keys/changes").then().statusCode(200).extract().jsonPath();
    }

    private static String id(Agent agent) {
        return agent.userId().value();
    }
}
