package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.await;
import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.event.EventPipeline.ReceiveOutcome;
import org.colloque.messaging.stream.Forgetfulness;
import org.colloque.messaging.stream.StreamTail;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What syncs tell of state that changes by resolution, and of timelines with gaps. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ResolvedStateSyncTest {

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    FederatedRooms rooms;
    @Inject
    Forgetfulness memory;
    @Inject
    StreamTail tail;

    private final SimulatedServer other = new SimulatedServer("other.example");
    private final UserId carol = other.user("carol");
    private final UserId dave = other.user("dave");
    private Agent alice;
    private Agent bob;
    private String room;
    private Pdu last;

    @BeforeEach
    void meet() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        FederatedRooms.reach(other);
        last = rooms.enter(other, alice.userId(), other.createRoom(carol, "public"));
        room = other.room().value();
        receive(last = other.member(dave, "join", last));
        receive(last = other.state(carol, EventTypes.POWER_LEVELS, "", moderator(dave), last));
        receive(last = rooms.ours(other, EventTemplate.state(bob.userId(), EventTypes.MEMBER, bob.userId().value(),
                JsonNodes.object().put("membership", "join")), last));
    }

    @Test
    void stateThatResolutionBringsBackReachesSync() {
        receive(last = topic(carol, "by the creator", last));
        Pdu overruled = topic(dave, "by somebody who is no moderator any more", last);
        receive(overruled);
        JsonPath before = Rooms.sync(alice);
        demote(last);

        assertTopic("by the creator");
        JsonPath next = Rooms.next(alice, before);
        assertThat(next.getList(joined(room) + ".timeline.events.type"), contains(EventTypes.POWER_LEVELS));
        assertThat(next.getList(joined(room) + ".state.events.content.topic"), contains("by the creator"));
        JsonPath after = Rooms.next(alice, before, Map.of("use_state_after", "true"));
        assertThat(after.getList(joined(room) + ".state_after.events.content.topic"), hasItem("by the creator"));
        assertThat(after.getList(joined(room) + ".state_after.events.type"), hasItems(EventTypes.POWER_LEVELS, EventTypes.TOPIC));

        memory.forget();
        assertThat(Rooms.next(alice, before).getList(joined(room) + ".state.events.content.topic"), contains("by the creator"));
        memory.forget();
        assertThat(Rooms.next(alice, before, Map.of("use_state_after", "true"))
                .getList(joined(room) + ".state_after.events.content.topic"), hasItem("by the creator"));
        assertThat(Rooms.next(alice, next, Map.of("timeout", 0)).getMap("rooms"), is(nullValue()));
    }

    @Test
    void eventThatLosesIsNoStateOfALimitedTimeline() {
        Pdu early = topic(carol, "early", last);
        receive(topic(carol, "late", last));
        JsonPath before = Rooms.sync(alice);
        receive(early);
        Pdu end = early;
        for (int i = 0; i < 3; i++) {
            receive(end = other.message(carol, "message " + i, end));
        }

        assertTopic("late");
        Map<String, String> short_ = Map.of("filter", "{\"room\":{\"timeline\":{\"limit\":2}}}");
        assertThat(Rooms.next(alice, before, short_).getList(joined(room) + ".state.events.content.topic"), contains("late"));
        memory.forget();
        assertThat(Rooms.next(alice, before, short_).getList(joined(room) + ".state.events.content.topic"), contains("late"));
    }

    @Test
    void whoResolutionLetsInAgainFindsTheRoomAmongTheJoinedOnes() {
        JsonPath start = Rooms.sync(alice);
        receive(other.state(dave, EventTypes.MEMBER, alice.userId().value(), JsonNodes.object().put("membership", "ban"), last));
        JsonPath banned = Rooms.next(alice, start);
        assertThat(banned.getMap("rooms.leave").keySet(), contains(room));
        demote(last);

        JsonPath back = Rooms.next(alice, banned);
        assertThat(back.getMap("rooms.join").keySet(), contains(room));
        assertThat(back.getList(joined(room) + ".state.events.type"), hasItems(EventTypes.CREATE, EventTypes.POWER_LEVELS));
        assertThat(back.getMap("rooms.leave"), not(room));
        receive(other.message(carol, "welcome back", head()));
        assertThat(Rooms.next(alice, back).getList(joined(room) + ".timeline.events.content.body"), contains("welcome back"));

        memory.forget();
        assertThat(Rooms.next(alice, banned).getMap("rooms.join").keySet(), contains(room));
        assertThat(Rooms.next(alice.onAnotherDevice(), banned).getMap("rooms.join").keySet(), contains(room));
    }

    @Test
    void whoAHiddenBanRemovesFindsTheRoomAmongThoseLeft() {
        JsonPath start = Rooms.sync(alice);
        Pdu ban = other.state(carol, EventTypes.MEMBER, alice.userId().value(), JsonNodes.object().put("membership", "ban"), last);
        Pdu hidden = other.message(carol, "hidden", ban);
        other.withheld.addAll(List.of(ban.eventId(), hidden.eventId()));
        receive(other.message(carol, "seen", hidden));

        JsonPath next = Rooms.next(alice, start);
        assertThat(next.getMap("rooms.leave").keySet(), contains(room));
        assertThat(next.getList("rooms.leave.'" + room + "'.state.events.event_id"), hasItem(ban.eventId().value()));
        assertThat(next.getMap("rooms.join").keySet(), is(empty()));
        memory.forget();
        assertThat(Rooms.next(alice, start).getMap("rooms.leave").keySet(), contains(room));
        assertThat(Rooms.sync(bob).getMap("rooms.join").keySet(), contains(room));
    }

    @Test
    void timelineIsCutAtAGapAndItsTokenLeadsIntoIt() {
        receive(last = other.message(carol, "before", last));
        JsonPath start = Rooms.sync(alice);
        receive(last = other.message(carol, "still before", last));
        Pdu hidden = other.message(carol, "hidden", other.state(carol, EventTypes.NAME, "", JsonNodes.object().put("name", "New"), last));
        other.withheld.addAll(List.of(hidden.eventId(), hidden.prevEvents().getFirst()));
        receive(other.message(carol, "after", hidden));

        assertCut(Rooms.next(alice, start));
        memory.forget();
        JsonPath answer = Rooms.next(alice, start);
        assertCut(answer);
        assertThat(Rooms.sync(alice).getBoolean(joined(room) + ".timeline.limited"), is(true));
        JsonPath page = alice.asking().queryParam("from", answer.getString(joined(room) + ".timeline.prev_batch")).queryParam("dir", "b")
                .queryParam("limit", 4).get("/_matrix/client/v3/rooms/{room}/messages", room).then().statusCode(200).extract().jsonPath();
        assertEquals(Arrays.asList("hidden", null, "still before", "before"), page.getList("chunk.content.body"));
        memory.forget();
        JsonPath filled = Rooms.next(alice, start);
        assertThat(filled.getBoolean(joined(room) + ".timeline.limited"), is(false));
        assertThat(filled.getList(joined(room) + ".timeline.events.content.body"), hasItems("still before", "hidden", "after"));
    }

    private void assertCut(JsonPath answer) {
        assertThat(answer.getList(joined(room) + ".timeline.events.content.body"), contains("after"));
        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(true));
        assertThat(answer.getList(joined(room) + ".state.events.content.name"), contains("New"));
    }

    /** The creator takes the power from the moderator on another branch: what that one did at the same time is void. */
    private void demote(Pdu on) {
        receive(other.state(carol, EventTypes.POWER_LEVELS, "", JsonNodes.object(), on));
    }

    private Pdu topic(UserId by, String topic, Pdu on) {
        return other.state(by, EventTypes.TOPIC, "", JsonNodes.object().put("topic", topic), on);
    }

    private static ObjectNode moderator(UserId user) {
        ObjectNode levels = JsonNodes.object();
        levels.putObject("users").put(user.value(), 50);
        return levels;
    }

    private Pdu[] head() {
        return await(reads.head(other.room())).orElseThrow().extremities().stream().map(end -> other.events.get(end.eventId()))
                .toArray(Pdu[]::new);
    }

    private void assertTopic(String topic) {
        RoomHead head = await(reads.head(other.room())).orElseThrow();
        EventRef standing = head.state().get(StateKey.of(EventTypes.TOPIC)).orElseThrow();
        assertThat(other.events.get(standing.eventId()).content().path("topic").asText(), equalTo(topic));
    }

    /** Takes events in, and waits until syncs can tell of them. */
    private void receive(Pdu... events) {
        await(pipeline.receive(other.name, other.room(), Arrays.asList(events)))
                .forEach((id, outcome) -> assertInstanceOf(ReceiveOutcome.Stored.class, outcome));
        await(tail.catchUp());
    }
}
