package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventReferences;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.VerifyKey;
import org.colloque.protocol.state.EventSource;
import org.colloque.protocol.state.StateResolution;

/** Another server with one room, which it keeps by the plainest means: every event with the whole state after it. */
final class SimulatedServer implements RemoteEvents {

    /** Servers that start at different times make different rooms. */
    private static final AtomicLong STARTS = new AtomicLong(1_600_000_000_000L);

    final ServerName name;
    final SigningKey key = SigningKey.generate(new SecureRandom());
    final RoomVersion version;
    final Map<EventId, Pdu> events = new LinkedHashMap<>();
    final Map<EventId, Map<StateKey, EventId>> statesAfter = new HashMap<>();
    final Map<ServerName, VerifyKey> otherKeys = new HashMap<>();
    /** Events that it does not give out as missing events. */
    final Set<EventId> withheld = new HashSet<>();
    int keyRequests;
    private long clock = STARTS.addAndGet(1_000_000);

    SimulatedServer(String name) {
        this(name, RoomVersions.V12);
    }

    SimulatedServer(String name, RoomVersion version) {
        this.name = new ServerName(name);
        this.version = version;
    }

    UserId user(String localpart) {
        return UserId.of(localpart, name);
    }

    /** A room of this server's user; answers its last event. */
    Pdu createRoom(UserId creator, String joinRule) {
        ObjectNode content = JsonNodes.object().put("room_version", version.id());
        if (!version.implicitRoomCreator()) {
            content.put("creator", creator.value());
        }
        Pdu create = keep(new EventBuilder(version, name, key).build(EventTemplate.state(creator, EventTypes.CREATE, "", content),
                version.createEventIsRoomId() ? EventPosition.first() : EventPosition.first(new RoomId("!r" + clock + ":" + name)), clock++));
        Pdu join = state(creator, EventTypes.MEMBER, creator.value(), JsonNodes.object().put("membership", "join"), create);
        ObjectNode levels = JsonNodes.object();
        ObjectNode users = levels.putObject("users");
        if (!version.privilegedCreators()) {
            users.put(creator.value(), 100);
        }
        Pdu power = state(creator, EventTypes.POWER_LEVELS, "", levels, join);
        return state(creator, EventTypes.JOIN_RULES, "", JsonNodes.object().put("join_rule", joinRule), power);
    }

    RoomId room() {
        return events.values().iterator().next().roomId();
    }

    Pdu state(UserId sender, String type, String stateKey, ObjectNode content, Pdu... previous) {
        return keep(make(EventTemplate.state(sender, type, stateKey, content), previous));
    }

    Pdu member(UserId user, String membership, Pdu... previous) {
        return state(user, EventTypes.MEMBER, user.value(), JsonNodes.object().put("membership", membership), previous);
    }

    Pdu message(UserId sender, String text, Pdu... previous) {
        return keep(make(EventTemplate.message(sender, EventTypes.MESSAGE, JsonNodes.object().put("msgtype", "m.text").put("body", text)),
                previous));
    }

    /** An event on top of others, signed by this server. */
    Pdu make(EventTemplate template, Pdu... previous) {
        return new EventBuilder(version, name, key).build(template, position(template, previous), clock++);
    }

    EventPosition position(EventTemplate template, Pdu... previous) {
        Map<StateKey, EventId> before = stateBefore(List.of(previous).stream().map(Pdu::eventId).toList());
        List<EventId> auth = AuthEventSelection.slotsFor(version, template.type(), template.stateKey(), template.sender(),
                template.content()).stream().filter(before::containsKey).map(before::get).toList();
        long depth = List.of(previous).stream().mapToLong(Pdu::depth).max().orElse(0);
        return EventPosition.in(room(), depth + 1, List.of(previous).stream().map(Pdu::eventId).toList(), auth)
                .hashed(EventReferences.hashesOf(events.values()));
    }

    /** Takes an event of anybody into its own copy of the room. */
    Pdu keep(Pdu event) {
        events.put(event.eventId(), event);
        Map<StateKey, EventId> after = new HashMap<>(stateBefore(event.prevEvents()));
        event.slot().ifPresent(slot -> after.put(slot, event.eventId()));
        statesAfter.put(event.eventId(), after);
        return event;
    }

    /** Takes an event into its copy of the room that is none of its state: one that the rules refuse. */
    Pdu keepRefused(Pdu event) {
        events.put(event.eventId(), event);
        statesAfter.put(event.eventId(), stateBefore(event.prevEvents()));
        return event;
    }

    Map<StateKey, EventId> stateBefore(List<EventId> previous) {
        List<Map<StateKey, EventId>> states = previous.stream().map(statesAfter::get).toList();
        return states.isEmpty() ? Map.of() : StateResolution.resolve(version, states, EventSource.of(events));
    }

    List<Pdu> state(Pdu... after) {
        return stateBefore(List.of(after).stream().map(Pdu::eventId).toList()).values().stream().map(events::get).toList();
    }

    List<Pdu> authChain(Collection<Pdu> of) {
        Set<EventId> chain = new LinkedHashSet<>();
        Deque<EventId> open = new ArrayDeque<>();
        of.forEach(event -> open.addAll(event.authEvents()));
        while (!open.isEmpty()) {
            EventId id = open.pop();
            if (chain.add(id)) {
                open.addAll(events.get(id).authEvents());
            }
        }
        return chain.stream().map(events::get).toList();
    }

    @Override
    public Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Map<ServerName, Map<KeyId, Long>> wanted) {
        keyRequests++;
        Map<ServerName, Map<KeyId, ValidKey>> keys = new HashMap<>();
        keys.put(name, Map.of(key.id(), ValidKey.forever(key.verifyKey())));
        otherKeys.forEach((server, verify) -> keys.put(server, Map.of(verify.id(), ValidKey.forever(verify))));
        keys.keySet().retainAll(wanted.keySet());
        return Uni.createFrom().item(keys);
    }

    @Override
    public Uni<List<Pdu>> missingEvents(ServerName from, RoomId room, RoomVersion roomVersion, List<EventId> earliest,
            List<EventId> latest, long minDepth) {
        Set<EventId> found = new LinkedHashSet<>();
        Deque<EventId> open = new ArrayDeque<>();
        latest.forEach(id -> open.addAll(events.get(id).prevEvents()));
        while (!open.isEmpty() && found.size() < 20) {
            EventId id = open.poll();
            if (!earliest.contains(id) && !withheld.contains(id) && found.add(id)) {
                open.addAll(events.get(id).prevEvents());
            }
        }
        return Uni.createFrom().item(found.stream().map(events::get).toList());
    }

    @Override
    public Uni<StateIds> stateIds(ServerName from, RoomId room, EventId event) {
        Collection<EventId> state = stateBefore(events.get(event).prevEvents()).values();
        List<Pdu> pdus = state.stream().map(events::get).toList();
        return Uni.createFrom().item(new StateIds(List.copyOf(state), authChain(pdus).stream().map(Pdu::eventId).toList()));
    }

    @Override
    public Uni<List<Pdu>> state(ServerName from, RoomId room, RoomVersion roomVersion, EventId event) {
        List<Pdu> state = stateBefore(events.get(event).prevEvents()).values().stream().map(events::get).toList();
        return Uni.createFrom().item(java.util.stream.Stream.concat(state.stream(), authChain(state).stream()).distinct().toList());
    }

    @Override
    public Uni<List<Pdu>> events(ServerName from, RoomVersion roomVersion, Collection<EventId> ids) {
        return Uni.createFrom().item(ids.stream().map(events::get).filter(event -> event != null).toList());
    }

    @Override
    public Uni<List<Pdu>> backfill(ServerName from, RoomId room, RoomVersion roomVersion, List<EventId> before, int limit) {
        List<Pdu> older = new ArrayList<>(events.values());
        int upTo = older.stream().filter(event -> before.contains(event.eventId())).mapToInt(older::indexOf).max().orElse(older.size() - 1) + 1;
        return Uni.createFrom().item(older.subList(Math.max(0, upTo - limit), upTo).reversed());
    }

    static Optional<String> body(Pdu event) {
        return JsonNodes.text(event.content(), "body");
    }
}
