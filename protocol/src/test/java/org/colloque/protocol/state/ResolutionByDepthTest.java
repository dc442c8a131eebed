package org.colloque.protocol.state;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.CAROL;
import static org.colloque.protocol.fixture.TestRoom.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

/** Spec: rooms/v1, "State resolution". */
class ResolutionByDepthTest {
    private static final StateKey TOPIC = StateKey.of(EventTypes.TOPIC);
    private static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);
    private static final StateKey JOIN_RULES = StateKey.of(EventTypes.JOIN_RULES);
    private static final String BOTH = "{'users': {'@alice:a.example': 100, '@bob:b.example': 90}}";
    private static final String ALICE_ONLY = "{'users': {'@alice:a.example': 100}}";

    private final Map<EventId, Pdu> events = new HashMap<>();
    private final Map<StateKey, EventId> base = new HashMap<>();

    ResolutionByDepthTest() {
        put(base, event("create", 1, ALICE, StateKey.of(EventTypes.CREATE), "{'creator': '@alice:a.example', 'room_version': '1'}"));
        put(base, event("alice", 2, ALICE, StateKey.member(ALICE), "{'membership': 'join'}"));
        put(base, event("levels", 3, ALICE, POWER_LEVELS, BOTH));
        put(base, event("public", 4, ALICE, JOIN_RULES, "{'join_rule': 'public'}"));
        put(base, event("bob", 5, BOB, StateKey.member(BOB), "{'membership': 'join'}"));
    }

    @Test
    void theDeepestTopicWins() {
        Pdu shallow = event("shallow", 6, ALICE, TOPIC, "{'topic': 'a'}");
        Pdu deep = event("deep", 7, BOB, TOPIC, "{'topic': 'b'}");

        assertEquals("$deep:a", resolved(TOPIC, with(shallow), with(deep)));
        assertEquals("$deep:a", resolved(TOPIC, with(deep), with(shallow)));
        assertEquals("$deep:a", resolved(TOPIC, with(deep), base));
    }

    @Test
    void ofEquallyDeepTopicsTheOneWithTheLowestHashWins() throws Exception {
        Pdu one = event("one", 6, ALICE, TOPIC, "{'topic': 'a'}");
        Pdu two = event("two", 6, BOB, TOPIC, "{'topic': 'b'}");
        String lowest = sha1("$one:a").compareTo(sha1("$two:a")) < 0 ? "$one:a" : "$two:a";

        assertEquals(lowest, resolved(TOPIC, with(one), with(two)));
        assertEquals(lowest, resolved(TOPIC, with(two), with(one)));
    }

    @Test
    void theDeepestTopicThatTheResolvedLevelsAllowWins() {
        Pdu demoted = event("demoted", 6, ALICE, POWER_LEVELS, ALICE_ONLY);
        Pdu alices = event("alices", 7, ALICE, TOPIC, "{'topic': 'a'}");
        Pdu bobs = event("bobs", 9, BOB, TOPIC, "{'topic': 'b'}");

        assertEquals("$alices:a", resolved(TOPIC, with(demoted, alices), with(bobs)));
    }

    @Test
    void powerLevelsAreTakenFromTheShallowestOnAsFarAsEachAllowsTheNext() {
        Pdu first = event("first", 6, ALICE, POWER_LEVELS, ALICE_ONLY);
        Pdu second = event("second", 7, BOB, POWER_LEVELS, "{'users': {'@alice:a.example': 100, '@bob:b.example': 90}, 'kick': 60}");

        assertEquals("$first:a", resolved(POWER_LEVELS, with(first), with(second)), "Bob has no power after the first");
        assertEquals("$second:a", resolved(POWER_LEVELS, base, with(second)), "and has it in the base");
    }

    @Test
    void theFirstOfConflictingLevelsIsTakenUnchecked() {
        Pdu unlawful = event("unlawful", 6, CAROL, POWER_LEVELS, BOTH);
        Map<StateKey, EventId> without = new HashMap<>(base);
        without.remove(POWER_LEVELS);

        assertEquals("$unlawful:a", resolved(POWER_LEVELS, with(unlawful), without));
    }

    @Test
    void joinRulesAreResolvedBeforeMembers() {
        Pdu closed = event("closed", 6, ALICE, JOIN_RULES, "{'join_rule': 'invite'}");
        Pdu invited = event("invited", 7, ALICE, StateKey.member(CAROL), "{'membership': 'invite'}");
        Pdu left = event("left", 6, CAROL, StateKey.member(CAROL), "{'membership': 'leave'}");
        Pdu joined = event("joined", 8, CAROL, StateKey.member(CAROL), "{'membership': 'join'}");

        assertEquals("$left:a", resolved(StateKey.member(CAROL), with(closed, left), with(joined)));
        assertEquals("$joined:a", resolved(StateKey.member(CAROL), with(closed, invited), with(joined)));
    }

    @Test
    void bannedUserDoesNotComeBackByAShallowJoin() {
        Pdu joined = event("joined", 6, CAROL, StateKey.member(CAROL), "{'membership': 'join'}");
        Pdu banned = event("banned", 7, ALICE, StateKey.member(CAROL), "{'membership': 'ban'}");
        Pdu again = event("again", 8, CAROL, StateKey.member(CAROL), "{'membership': 'join'}");

        assertEquals("$banned:a", resolved(StateKey.member(CAROL), with(joined), with(banned)));
        assertEquals("$banned:a", resolved(StateKey.member(CAROL), with(banned), with(again)));
    }

    @Test
    void topicThatNobodyMightSetIsTheShallowest() {
        Pdu carols = event("carols", 6, CAROL, TOPIC, "{'topic': 'c'}");
        Pdu later = event("later", 7, CAROL, TOPIC, "{'topic': 'd'}");

        assertEquals("$carols:a", resolved(TOPIC, with(carols), with(later)));
    }

    @SafeVarargs
    private String resolved(StateKey slot, Map<StateKey, EventId>... states) {
        return StateResolution.resolve(RoomVersions.V1, List.of(states), EventSource.of(events)).get(slot).value();
    }

    private Map<StateKey, EventId> with(Pdu... more) {
        Map<StateKey, EventId> state = new HashMap<>(base);
        List.of(more).forEach(event -> put(state, event));
        return state;
    }

    private static void put(Map<StateKey, EventId> state, Pdu event) {
        state.put(event.slot().orElseThrow(), event.eventId());
    }

    private Pdu event(String name, long depth, UserId sender, StateKey slot, String content) {
        ObjectNode event = json("{'auth_events': [], 'prev_events': [['$before:a', {'sha256': 'x'}]], 'room_id': '!r:a.example'}")
                .put("type", slot.type()).put("state_key", slot.stateKey()).put("sender", sender.value()).put("depth", depth);
        event.set("content", json(content));
        Pdu pdu = Pdu.named(RoomVersions.V1, new EventId("$" + name + ":a"), event);
        events.put(pdu.eventId(), pdu);
        return pdu;
    }

    private static String sha1(String text) throws Exception {
        return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-1").digest(text.getBytes()));
    }
}
