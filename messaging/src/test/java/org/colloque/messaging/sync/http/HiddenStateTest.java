package org.colloque.messaging.sync.http;

import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State that was set while the user might not see the history yet: the timeline leaves it out, and it stands all the same. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HiddenStateTest {

    private static final String MEGOLM = "m.megolm.v1.aes-sha2";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void invitedUserLearnsThatTheRoomWasEncryptedBeforeTheInvitation() {
        String room = encryptedRoom("invited");

        JsonPath answer = Rooms.sync(bob);

        assertThat(answer.getString(joined(room) + ".state.events.find { it.type == 'm.room.encryption' }.content.algorithm"), is(MEGOLM));
        assertThat(answer.getList(joined(room) + ".state.events.type"), hasItems("m.room.create", "m.room.power_levels", "m.room.history_visibility"));
        assertThat(answer.getList(joined(room) + ".timeline.events.content.membership"), contains("invite", "join"));
        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(true));
    }

    @Test
    void whatIsVisibleBelowTheHiddenStateIsReadFurtherBack() {
        String room = encryptedRoom("invited");
        JsonPath answer = Rooms.sync(bob);

        List<String> earlier = bob.asking().queryParams(Map.of("dir", "b", "limit", 100, "from", answer.getString(joined(room) + ".timeline.prev_batch")))
                .get("/_matrix/client/v3/rooms/{room}/messages", room).then().statusCode(200).extract().jsonPath().getList("chunk.type");

        assertThat(earlier, hasItems("m.room.create", "m.room.history_visibility"));
        assertThat(earlier, not(hasItems("m.room.encryption")));
    }

    @Test
    void userSeesWhatChangedWhileAwayInTheStateOfTheRoomThatComesBack() {
        String room = Rooms.create(alice, Map.of("preset", "public_chat", "initial_state", List.of(visibility("joined"))));
        Rooms.join(bob, room);
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "before"));
        Rooms.leave(bob, room);
        JsonPath away = Rooms.sync(bob);
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "after"));
        Rooms.join(bob, room);

        for (JsonPath answer : List.of(Rooms.sync(bob), Rooms.next(bob, away))) {
            assertThat(answer.getString(joined(room) + ".state.events.find { it.type == 'm.room.topic' }.content.topic"), is("after"));
            assertThat(answer.getList(joined(room) + ".timeline.events.type"), not(hasItems("m.room.topic")));
        }
    }

    @Test
    void stateAtTheEndLeavesTheTimelineWhole() {
        String room = encryptedRoom("invited");

        JsonPath answer = Rooms.sync(bob, Map.of("use_state_after", "true"));

        assertThat(answer.getList(joined(room) + ".state_after.events.type"), hasItems("m.room.create", "m.room.encryption"));
        assertThat(answer.getList(joined(room) + ".timeline.events.type"), hasItems("m.room.create", "m.room.member"));
        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(false));
    }

    private String encryptedRoom(String visibility) {
        Map<String, ?> encryption = Map.of("type", "m.room.encryption", "state_key", "", "content", Map.of("algorithm", MEGOLM));
        String room = Rooms.create(alice, Map.of("preset", "private_chat", "initial_state", List.of(visibility(visibility), encryption)));
        Rooms.invite(alice, room, bob);
        Rooms.join(bob, room);
        return room;
    }

    private static Map<String, ?> visibility(String visibility) {
        return Map.of("type", "m.room.history_visibility", "state_key", "", "content", Map.of("history_visibility", visibility));
    }
}
