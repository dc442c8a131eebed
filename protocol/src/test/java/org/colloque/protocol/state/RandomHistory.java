package org.colloque.protocol.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.auth.AuthState;
import org.colloque.protocol.auth.Authorisation;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * A room in which five people act at random, often at the same time: many branches, in which they promote, kick and ban each other. Every event is
 * authorised where it stands.
 */
final class RandomHistory {
    private static final List<UserId> PEOPLE = List.of(TestRoom.ALICE, TestRoom.ANNA, TestRoom.BOB, TestRoom.CAROL, TestRoom.DAVE);
    private static final int MAX_BRANCHES = 3;

    private final RoomVersion version;
    private final Random random;
    private final Map<EventId, Pdu> events = new LinkedHashMap<>();
    private final Map<EventId, Map<StateKey, EventId>> stateAfter = new HashMap<>();
    private final List<EventId> heads = new ArrayList<>();

    RandomHistory(RoomVersion version, long seed, int length) {
        this.version = version;
        this.random = new Random(seed);
        String creator = version.implicitRoomCreator() ? "{}" : "{'creator': '" + TestRoom.ALICE + "'}";
        tell(TestRoom.ALICE, EventTypes.CREATE, "", creator);
        tell(TestRoom.ALICE, EventTypes.MEMBER, TestRoom.ALICE.value(), "{'membership': 'join'}");
        tell(TestRoom.ALICE, EventTypes.POWER_LEVELS, "", levels());
        tell(TestRoom.ALICE, EventTypes.JOIN_RULES, "", "{'join_rule': 'public'}");
        PEOPLE.subList(1, PEOPLE.size()).forEach(user -> tell(user, EventTypes.MEMBER, user.value(), "{'membership': 'join'}"));
        for (int i = 0; i < length; i++) {
            act(PEOPLE.get(random.nextInt(PEOPLE.size())));
        }
    }

    Map<EventId, Pdu> events() {
        return events;
    }

    /** The states after the heads, and after some events in the middle. */
    List<Map<StateKey, EventId>> someStates() {
        List<EventId> ids = new ArrayList<>(events.keySet());
        Set<EventId> chosen = new HashSet<>(heads);
        for (int i = 0; i < MAX_BRANCHES; i++) {
            chosen.add(ids.get(random.nextInt(ids.size())));
        }
        return chosen.stream().map(stateAfter::get).toList();
    }

    private void act(UserId user) {
        UserId other = PEOPLE.get(random.nextInt(PEOPLE.size()));
        switch (random.nextInt(10)) {
            case 0, 1 -> tell(user, EventTypes.MEMBER, user.value(), "{'membership': 'join', 'displayname': 'n" + random.nextInt(9) + "'}");
            case 2 -> tell(user, EventTypes.MEMBER, other.value(), "{'membership': 'leave'}");
            case 3 -> tell(user, EventTypes.MEMBER, other.value(), "{'membership': 'ban'}");
            case 4 -> tell(user, EventTypes.MEMBER, other.value(), "{'membership': 'invite'}");
            case 5, 6 -> tell(user, EventTypes.POWER_LEVELS, "", levels());
            case 7 -> tell(user, EventTypes.JOIN_RULES, "", random.nextBoolean() ? "{'join_rule': 'invite'}" : "{'join_rule': 'public'}");
            default -> tell(user, EventTypes.TOPIC, "", "{'topic': 't" + random.nextInt(1000) + "'}");
        }
    }

    private String levels() {
        ObjectNode levels = TestRoom.json("{'state_default': 20, 'users': {}}");
        for (UserId user : PEOPLE) {
            if (user != TestRoom.ALICE) {
                levels.withObjectProperty("users").put(user.value(), 10 * random.nextInt(10));
            } else if (!version.privilegedCreators()) {
                levels.withObjectProperty("users").put(user.value(), 100);
            }
        }
        return levels.toString();
    }

    /** Lets the event in after some of the heads, when it may be sent there. */
    private void tell(UserId sender, String type, String stateKey, String content) {
        List<EventId> previous = new ArrayList<>(heads);
        while (previous.size() > 1 && random.nextBoolean()) {
            previous.remove(random.nextInt(previous.size()));
        }
        Map<StateKey, EventId> before = previous.isEmpty() ? Map.of()
                : StateResolution.resolve(version, previous.stream().map(stateAfter::get).toList(), EventSource.of(events));
        Pdu event = event(sender, type, stateKey, TestRoom.json(content), previous, before);
        AuthState state = slot -> Optional.ofNullable(before.get(slot)).map(events::get);
        if (Authorisation.check(event, state).isAllowed()) {
            enter(event, before);
        }
    }

    private void enter(Pdu event, Map<StateKey, EventId> before) {
        events.put(event.eventId(), event);
        Map<StateKey, EventId> after = new HashMap<>(before);
        after.put(event.slot().orElseThrow(), event.eventId());
        stateAfter.put(event.eventId(), after);
        if (heads.size() >= MAX_BRANCHES || events.size() < 9 || random.nextBoolean()) {
            heads.removeAll(event.prevEvents());
        }
        heads.add(event.eventId());
    }

    private Pdu event(UserId sender, String type, String stateKey, ObjectNode content, List<EventId> previous, Map<StateKey, EventId> before) {
        ObjectNode json = TestRoom.json("{}").put("type", type).put("state_key", stateKey).put("sender", sender.value())
                .put("origin_server_ts", 1_000 + random.nextInt(20));
        boolean withoutRoomId = type.equals(EventTypes.CREATE) && version.createEventIsRoomId();
        if (!withoutRoomId) {
            json.put("room_id", version.createEventIsRoomId() ? "!e0" : "!room:a.example");
        }
        json.set("content", content);
        ArrayNode prevEvents = json.putArray("prev_events");
        previous.forEach(id -> prevEvents.add(id.value()));
        ArrayNode authEvents = json.putArray("auth_events");
        AuthEventSelection.slotsFor(version, type, Optional.of(stateKey), sender, content).stream()
                .filter(before::containsKey).forEach(slot -> authEvents.add(before.get(slot).value()));
        return Pdu.named(version, new EventId("$e" + events.size()), json);
    }
}
