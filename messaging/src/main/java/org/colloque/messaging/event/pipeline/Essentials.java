package org.colloque.messaging.event.pipeline;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/**
 * Parts a room, as another server gave it, into what is needed to act in it and what can follow: needed is the state whose types the
 * specification gives to rooms, those members who stand for the room, and the auth chains of all that and of the join.
 *
 * @param state the part of the state before the join that is needed
 * @param chain what else is needed to judge it
 * @param rest  what can follow
 */
record Essentials(List<Pdu> state, List<Pdu> chain, Rest rest) {

    /** A room with less state is entered whole. */
    static final int MANY = 3_000;
    /** So many stand for a room without a name. Spec: client-server-api, "Calculating the display name for a room". */
    private static final int HEROES = 5;
    private static final String OF_ROOMS = "m.room.";

    /**
     * What can follow.
     *
     * @param events what was given beside what is needed
     * @param state  the whole state before the join; empty when its members were left out
     */
    record Rest(List<Pdu> events, Optional<List<EventId>> state) {
    }

    /** The parts; empty for a room that is to be entered whole. */
    static Optional<Essentials> of(EnteredRoom room) {
        boolean omitted = room.servers().isPresent();
        if (!omitted && room.state().size() < MANY) {
            return Optional.empty();
        }
        Map<EventId, Pdu> all = new LinkedHashMap<>();
        Stream.concat(room.state().stream(), room.authChain().stream()).filter(event -> !event.equals(room.join()))
                .forEach(event -> all.putIfAbsent(event.eventId(), event));
        Set<EventId> needed = all.size() < MANY ? all.keySet() : closed(all, room.join(), roots(room));
        List<Pdu> state = stateBefore(room, all, needed);
        Set<EventId> inState = ids(state);
        List<Pdu> chain = needed.stream().filter(id -> !inState.contains(id)).map(all::get).toList();
        List<Pdu> rest = all.values().stream().filter(event -> !needed.contains(event.eventId())).toList();
        Optional<List<EventId>> whole = omitted ? Optional.empty()
                : Optional.of(room.state().stream().filter(event -> !event.equals(room.join())).map(Pdu::eventId).toList());
        return Optional.of(new Essentials(state, chain, new Rest(rest, whole)));
    }

    private static List<Pdu> roots(EnteredRoom room) {
        List<Pdu> ofTheRoom = room.state().stream()
                .filter(event -> event.type().startsWith(OF_ROOMS) && !event.type().equals(EventTypes.MEMBER)).toList();
        Stream<Pdu> members = room.state().stream().filter(event -> event.type().equals(EventTypes.MEMBER));
        Stream<Pdu> heroes = members.filter(event -> event.membership().filter("join"::equals).isPresent()).limit(HEROES);
        return Stream.concat(ofTheRoom.stream(), heroes).toList();
    }

    /** These events with the auth chains of them and of the join. */
    private static Set<EventId> closed(Map<EventId, Pdu> all, Pdu join, Collection<Pdu> roots) {
        Set<EventId> closed = new LinkedHashSet<>();
        Deque<Pdu> open = new ArrayDeque<>(roots);
        roots.forEach(root -> closed.add(root.eventId()));
        open.add(join);
        while (!open.isEmpty()) {
            for (EventId id : open.poll().authEvents()) {
                Pdu event = all.get(id);
                if (event != null && closed.add(id)) {
                    open.add(event);
                }
            }
        }
        return closed;
    }

    /** Members by whom the join is judged are part of the state before it, though they were left out of what was given as that. */
    private static List<Pdu> stateBefore(EnteredRoom room, Map<EventId, Pdu> all, Set<EventId> needed) {
        List<Pdu> state = room.state().stream().filter(event -> needed.contains(event.eventId())).toList();
        Set<StateKey> filled = state.stream().flatMap(event -> event.slot().stream()).collect(Collectors.toCollection(HashSet::new));
        Stream<Pdu> ofTheJoin = room.join().authEvents().stream().flatMap(id -> Optional.ofNullable(all.get(id)).stream())
                .filter(event -> event.slot().filter(filled::add).isPresent());
        return Stream.concat(state.stream(), ofTheJoin).toList();
    }

    private static Set<EventId> ids(Collection<Pdu> events) {
        return events.stream().map(Pdu::eventId).collect(Collectors.toSet());
    }
}
