package org.colloque.protocol.state;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.CAROL;
import static org.colloque.protocol.fixture.TestRoom.DAVE;
import static org.colloque.protocol.fixture.TestRoom.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateResolutionTest {
    private static final StateKey TOPIC = StateKey.of(EventTypes.TOPIC);
    private static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);
    private static final int LONG = 10_000;

    private final Map<EventId, Pdu> events = new HashMap<>();

    @Test
    void noStateSetsResolveToNothing() {
        assertEquals(Map.of(), StateResolution.resolve(RoomVersions.V11, List.of(), EventSource.of(Map.of())));
    }

    @Test
    void anEventThatWasNotLoadedIsNamed() {
        EventId missing = new EventId("$missing");
        MissingEventException exception = assertThrows(MissingEventException.class, () -> StateResolution.resolve(
                RoomVersions.V11, List.of(Map.of(TOPIC, missing), Map.of()), EventSource.of(Map.of())));

        assertEquals(missing, exception.eventId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "11", "12"})
    @Tag("CVE-2022-39374")
    void aRejectedAuthEventAuthorisesNothing(String version) {
        Map<StateKey, EventId> base = room(version(version));
        EventId levels = add(event("levels", ALICE, EventTypes.POWER_LEVELS, "", "{'state_default': 0}", base));
        Map<StateKey, EventId> claimed = with(base, POWER_LEVELS, levels);
        EventId first = add(event("first", BOB, EventTypes.TOPIC, "", "{'topic': 'x'}", claimed));
        EventId second = add(event("second", BOB, EventTypes.TOPIC, "", "{'topic': 'y'}", claimed));
        List<Map<StateKey, EventId>> sets = List.of(with(base, TOPIC, first), with(base, TOPIC, second));

        assertEquals(second, StateResolution.resolve(version(version), sets, EventSource.of(events)).get(TOPIC));
        assertEquals(null, StateResolution.resolve(version(version), sets, EventSource.of(events, Set.of(levels))).get(TOPIC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "11", "12"})
    void aLongChainOfMemberEventsResolves(String version) {
        Map<StateKey, EventId> first = room(version(version));
        Map<StateKey, EventId> state = first;
        for (int i = 0; i < LONG; i++) {
            EventId next = add(event("m" + i, BOB, EventTypes.MEMBER, BOB.value(), "{'membership': 'join', 'displayname': '" + i + "'}", state));
            state = with(state, StateKey.member(BOB), next);
        }

        assertEquals(state, StateResolution.resolve(version(version), List.of(first, state), EventSource.of(events)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "11", "12"})
    void aLongLineOfPowerLevelsResolves(String version) {
        Map<StateKey, EventId> first = room(version(version));
        Map<StateKey, EventId> state = first;
        for (int i = 0; i < LONG; i++) {
            EventId next = add(event("p" + i, ALICE, EventTypes.POWER_LEVELS, "", "{'ban': " + i % 2 + "}", state));
            state = with(state, POWER_LEVELS, next);
        }
        EventId topic = add(event("topic", ALICE, EventTypes.TOPIC, "", "{}", state));
        Map<StateKey, EventId> withTopic = with(state, TOPIC, topic);

        assertEquals(withTopic, StateResolution.resolve(version(version), List.of(first, withTopic), EventSource.of(events)));
    }

    /**
     * Alice promotes Bob, who promotes Carol; then one server claims the state to hold the first power levels again. Bob's promotion is not in conflict,
     * but Carol's needs it. Spec: proposals/4297, "Problem B".
     */
    @ParameterizedTest
    @CsvSource({"11, levels0", "12, levels2"})
    @Tag("CVE-2025-49090")
    void whatLiesBetweenConflictedEventsIsJudgedAnewFromVersion12On(String version, String expected) {
        Map<StateKey, EventId> state = room(version(version));
        Map<StateKey, EventId> first = with(state, POWER_LEVELS, add(event("levels0", ALICE, EventTypes.POWER_LEVELS, "", "{}", state)));
        Map<StateKey, EventId> second = with(first, POWER_LEVELS, add(event("levels1", ALICE, EventTypes.POWER_LEVELS, "",
                "{'users': {'@bob:b.example': 50}}", first)));
        Map<StateKey, EventId> third = with(second, POWER_LEVELS, add(event("levels2", BOB, EventTypes.POWER_LEVELS, "",
                "{'users': {'@bob:b.example': 50, '@carol:c.example': 50}}", second)));
        EventId carol = add(event("carol", CAROL, EventTypes.MEMBER, CAROL.value(), "{'membership': 'join'}", third));
        EventId dave = add(event("dave", DAVE, EventTypes.MEMBER, DAVE.value(), "{'membership': 'join'}", third));

        Map<StateKey, EventId> resolved = StateResolution.resolve(version(version),
                List.of(with(first, StateKey.member(CAROL), carol), with(third, StateKey.member(DAVE), dave)), EventSource.of(events));

        assertEquals(new EventId("$" + expected), resolved.get(POWER_LEVELS));
    }

    /** Both sets agree that Bob is in the room, but only one holds an event of his: his joining, when he had no power yet, is no part of the conflict. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "6", "10", "11"})
    void whoeverIsInTheRoomInAllSetsIsNotJudgedAnew(String version) {
        Map<StateKey, EventId> entered = room(version(version));
        Map<StateKey, EventId> state = with(entered, POWER_LEVELS, add(event("levels", ALICE, EventTypes.POWER_LEVELS, "",
                "{'users': {'@bob:b.example': 100}}", entered)));
        EventId older = add(event("older", BOB, EventTypes.JOIN_RULES, "", "{'join_rule': 'invite'}", state));
        EventId newer = add(event("newer", ALICE, EventTypes.JOIN_RULES, "", "{'join_rule': 'knock'}", state));
        StateKey rules = StateKey.of(EventTypes.JOIN_RULES);

        assertEquals(newer, StateResolution.resolve(version(version), List.of(with(state, rules, older), with(state, rules, newer)),
                EventSource.of(events)).get(rules));
    }

    private static RoomVersion version(String id) {
        return RoomVersions.find(id).orElseThrow();
    }

    /** A room that Alice created, in which Bob is. */
    private Map<StateKey, EventId> room(RoomVersion version) {
        Map<StateKey, EventId> state = Map.of();
        ObjectNode create = json("{'type': 'm.room.create', 'state_key': '', 'content': {'creator': '@alice:a.example'}}").put("sender", ALICE.value());
        if (!version.createEventIsRoomId()) {
            create.put("room_id", "!room:a.example");
        }
        state = with(state, StateKey.of(EventTypes.CREATE), add(Pdu.named(version, new EventId("$create"), create)));
        EventId alice = add(event("alice", ALICE, EventTypes.MEMBER, ALICE.value(), "{'membership': 'join'}", state));
        state = with(state, StateKey.member(ALICE), alice);
        EventId rules = add(event("rules", ALICE, EventTypes.JOIN_RULES, "", "{'join_rule': 'public'}", state));
        state = with(state, StateKey.of(EventTypes.JOIN_RULES), rules);
        EventId bob = add(event("bob", BOB, EventTypes.MEMBER, BOB.value(), "{'membership': 'join'}", state));
        return with(state, StateKey.member(BOB), bob);
    }

    private Pdu event(String name, UserId sender, String type, String stateKey, String content, Map<StateKey, EventId> state) {
        Pdu create = events.get(state.get(StateKey.of(EventTypes.CREATE)));
        ObjectNode event = json("{}").put("type", type).put("state_key", stateKey).put("sender", sender.value())
                .put("origin_server_ts", events.size()).put("room_id", create.roomId().value());
        event.set("content", withCreator(type, create.roomVersion(), json(content)));
        event.putArray("prev_events").add(type.equals(EventTypes.MEMBER) && sender.equals(ALICE) ? "$create" : "$before");
        AuthEventSelection.slotsFor(create.roomVersion(), type, Optional.of(stateKey), sender, json(content)).stream()
                .filter(state::containsKey).forEach(slot -> event.withArrayProperty("auth_events").add(state.get(slot).value()));
        return Pdu.named(create.roomVersion(), new EventId("$" + name), event);
    }

    private static ObjectNode withCreator(String type, RoomVersion version, ObjectNode content) {
        if (type.equals(EventTypes.POWER_LEVELS) && !version.privilegedCreators()) {
            content.withObjectProperty("users").put(ALICE.value(), 100);
        }
        return content;
    }

    private EventId add(Pdu event) {
        events.put(event.eventId(), event);
        return event.eventId();
    }

    private static Map<StateKey, EventId> with(Map<StateKey, EventId> state, StateKey slot, EventId event) {
        Map<StateKey, EventId> with = new HashMap<>(state);
        with.put(slot, event);
        return with;
    }
}
