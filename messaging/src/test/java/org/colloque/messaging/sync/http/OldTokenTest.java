package org.colloque.messaging.sync.http;

import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.stream.Forgetfulness;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lies between a token and now, when only the database remembers it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OldTokenTest {

    @Inject
    Forgetfulness memory;

    private Agent alice;
    private Agent bob;
    private String room;

    @BeforeEach
    void meet() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = Rooms.create(alice);
        Rooms.join(bob, room);
    }

    @Test
    void messagesAndReceiptsSinceTheTokenCome() {
        JsonPath first = Rooms.sync(bob);
        String event = Rooms.say(alice, room, "late");
        alice.asking().body("{}").post("/_matrix/client/v3/rooms/{room}/receipt/m.read/{event}", room, event).then().statusCode(200);

        JsonPath answer = late(first, Map.of());

        assertThat(answer.getList(joined(room) + ".timeline.events.event_id"), contains(event));
        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(false));
        assertThat(answer.getList(joined(room) + ".state.events"), is(empty()));
        assertThat(answer.getMap(joined(room) + ".ephemeral.events[0].content").keySet().stream().map(Object::toString).toList(),
                contains(event));
    }

    @Test
    void gapHasTheStateThatChangedInIt() {
        JsonPath first = Rooms.sync(bob);
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "in the gap"));
        Rooms.say(alice, room, "one");
        Rooms.say(alice, room, "two");

        JsonPath answer = late(first, Map.of("filter", "{\"room\":{\"timeline\":{\"limit\":1}}}"));

        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(true));
        assertThat(answer.getList(joined(room) + ".timeline.events.content.body"), contains("two"));
        assertThat(answer.getList(joined(room) + ".state.events.content.topic"), contains("in the gap"));
    }

    @Test
    void stateAfterHoldsWhatChanged() {
        JsonPath first = Rooms.sync(bob);
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "new"));

        JsonPath answer = late(first, Map.of("use_state_after", "true"));

        assertThat(answer.getList(joined(room) + ".state_after.events.content.topic"), contains("new"));
        assertThat(answer.getList(joined(room) + ".timeline.events.content.topic"), contains("new"));
    }

    @Test
    void changeOfTheNameIsNoJoin() {
        JsonPath first = Rooms.sync(bob);
        bob.asking().body(Map.of("membership", "join", "displayname", "Robert"))
                .put("/_matrix/client/v3/rooms/{room}/state/m.room.member/{user}", room, bob.userId().value()).then().statusCode(200);

        JsonPath answer = late(first, Map.of());

        assertThat(answer.getList(joined(room) + ".timeline.events.content.displayname"), contains("Robert"));
        assertThat(answer.getList(joined(room) + ".state.events"), is(empty()));
    }

    @Test
    void leavingAndJoiningAreFoundOut() {
        String other = Rooms.create(alice, Map.of("preset", "public_chat", "name", "Other"));
        JsonPath first = Rooms.sync(bob);
        Rooms.leave(bob, room);
        Rooms.join(bob, other);
        Rooms.say(alice, room, "unseen");

        JsonPath answer = late(first, Map.of());

        assertThat(answer.getString("rooms.leave.'" + room + "'.timeline.events[-1].content.membership"), equalTo("leave"));
        assertThat(answer.getList("rooms.leave.'" + room + "'.timeline.events.content.body"), not(hasItem("unseen")));
        List<String> state = answer.getList(joined(other) + ".state.events.type");
        List<String> timeline = answer.getList(joined(other) + ".timeline.events.type");
        assertThat(List.of(state, timeline).stream().flatMap(List::stream).toList(), hasItems("m.room.create", "m.room.name"));
    }

    @Test
    void historyBeforeTheJoinStaysHiddenWhereItMust() {
        String closed = Rooms.create(alice);
        Rooms.state(alice, closed, "m.room.history_visibility", Map.of("history_visibility", "joined"));
        Rooms.say(alice, closed, "secret");
        JsonPath first = Rooms.sync(bob);
        Rooms.join(bob, closed);
        Rooms.say(alice, closed, "welcome");

        JsonPath next = Rooms.next(bob, first);

        assertThat(next.getList(joined(closed) + ".timeline.events.content.body"), not(hasItem("secret")));
        assertThat(late(first, Map.of()).getList(joined(closed) + ".timeline.events.content.body"), not(hasItem("secret")));
        assertThat(Rooms.sync(bob).getList(joined(closed) + ".timeline.events.content.body"), hasItem("welcome"));
        assertThat(Rooms.sync(bob).getList(joined(closed) + ".timeline.events.content.body"), not(hasItem("secret")));
    }

    private JsonPath late(JsonPath since, Map<String, ?> parameters) {
        memory.forget();
        return Rooms.next(bob, since, parameters);
    }
}
