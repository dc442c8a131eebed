package org.colloque.protocol.state;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

/** The two orderings of state resolution, one comparison after the other. */
class OrderingTest {
    private static final String LEVELS = "{'users': {'@alice:a.example': 100, '@bob:b.example': 50}}";

    private final Map<EventId, Pdu> events = new HashMap<>();

    @Test
    void whatRestsOnAnEarlierPartOfTheMainlineComesFirst() {
        mainline();
        event("new", ALICE, EventTypes.TOPIC, 1, "{}", "$p2");
        event("middle", ALICE, EventTypes.TOPIC, 2, "{}", "$p1");
        event("old", ALICE, EventTypes.TOPIC, 3, "{}", "$p0");
        event("none", ALICE, EventTypes.TOPIC, 4, "{}");

        assertEquals("none old middle new", mainlineOrder("$p2", "new", "middle", "old", "none"));
    }

    @Test
    void aBranchOfPowerLevelsCountsFromWhereItLeavesTheMainline() {
        mainline();
        event("side", ALICE, EventTypes.POWER_LEVELS, 0, LEVELS, "$p0");
        event("sideways", ALICE, EventTypes.TOPIC, 9, "{}", "$side");
        event("again", ALICE, EventTypes.TOPIC, 8, "{}", "$side");
        event("middle", ALICE, EventTypes.TOPIC, 1, "{}", "$p1");

        assertEquals("again sideways middle", mainlineOrder("$p2", "middle", "sideways", "again"));
    }

    @Test
    void atTheSameMainlinePositionTheOlderAndThenTheSmallerIdComesFirst() {
        mainline();
        event("c", ALICE, EventTypes.TOPIC, 5, "{}", "$p1");
        event("b", ALICE, EventTypes.TOPIC, 5, "{}", "$p1");
        event("a", ALICE, EventTypes.TOPIC, 6, "{}", "$p1");

        assertEquals("b c a", mainlineOrder("$p2", "a", "b", "c"));
    }

    @Test
    void withoutPowerLevelsAllPositionsAreTheSame() {
        mainline();
        event("late", ALICE, EventTypes.TOPIC, 2, "{}", "$p0");
        event("early", ALICE, EventTypes.TOPIC, 1, "{}", "$p1");

        assertEquals("early late", mainlineOrder(null, "late", "early"));
    }

    @Test
    void authEventsComeFirstThenPowerThenAgeThenId() {
        mainline();
        event("bob", BOB, EventTypes.JOIN_RULES, 1, "{}", "$create", "$p0");
        event("late", ALICE, EventTypes.JOIN_RULES, 8, "{}", "$create", "$p0");
        event("b", ALICE, EventTypes.JOIN_RULES, 7, "{}", "$create", "$p0");
        event("a", ALICE, EventTypes.JOIN_RULES, 7, "{}", "$create", "$p0");
        event("child", ALICE, EventTypes.JOIN_RULES, 0, "{}", "$create", "$p0", "$bob");

        assertEquals("a b late bob child", powerOrder("late", "child", "bob", "b", "a"));
    }

    private void mainline() {
        event("create", ALICE, EventTypes.CREATE, 0, "{}");
        event("p0", ALICE, EventTypes.POWER_LEVELS, 1, LEVELS, "$create");
        event("p1", ALICE, EventTypes.POWER_LEVELS, 2, LEVELS, "$create", "$p0");
        event("p2", ALICE, EventTypes.POWER_LEVELS, 3, LEVELS, "$create", "$p1");
    }

    private void event(String name, UserId sender, String type, long time, String content, String... authEvents) {
        ObjectNode event = json("{'room_id': '!room:a.example', 'state_key': '', 'prev_events': []}")
                .put("type", type).put("sender", sender.value()).put("origin_server_ts", time);
        event.set("content", json(content));
        List.of(authEvents).forEach(event.putArray("auth_events")::add);
        Pdu pdu = Pdu.named(RoomVersions.V11, new EventId("$" + name), event);
        events.put(pdu.eventId(), pdu);
    }

    private String mainlineOrder(String powerLevels, String... names) {
        EventId start = powerLevels == null ? null : new EventId(powerLevels);
        return text(new MainlineOrdering(EventSource.of(events), start).sort(ids(names)));
    }

    private String powerOrder(String... names) {
        return text(new PowerOrdering(RoomVersions.V11, EventSource.of(events), Optional.empty()).sort(ids(names)));
    }

    private static Set<EventId> ids(String... names) {
        return List.of(names).stream().map(name -> new EventId("$" + name)).collect(Collectors.toSet());
    }

    private static String text(List<Pdu> sorted) {
        return sorted.stream().map(event -> event.eventId().value().substring(1)).collect(Collectors.joining(" "));
    }
}
