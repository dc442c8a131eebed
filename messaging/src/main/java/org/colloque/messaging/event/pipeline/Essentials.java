package org.colloque.messaging.event.pipeline;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/**
 * Parts a room, as another server gave it, into what is needed to act in it and what can follow: needed is the state whose types the
 * specification gives to rooms, some members who stand for the room, and the auth chains of all that and of the join.
 *
 * @param state the part of the state before the join that is needed
 * @param chain what else is needed to judge it
 * @param rest  what can follow
 */
record Essentials(List<Pdu> state, List<Pdu> chain, Rest rest) {

    /** So many stand for a room without a name. Spec: client-server-api, "Calculating the display name for a room". */
    private static final int HEROES = 5;

    /**
     * What can follow.
     *
     * @param events  what was given beside what is needed
     * @param further state that was given and nobody has read yet
     * @param state   the state before the join but for that; empty when its members were left out
     */
    record Rest(List<Pdu> events, Supplier<List<Pdu>> further, Optional<List<EventId>> state) {
    }

    /** The parts; empty for a room that is to be entered whole. Reads the further state only where the auth chain is not whole without it. */
    static Optional<Essentials> of(EnteredRoom room) {
        if (!room.membersOmitted() && room.furtherState().isEmpty() && room.state().size() < EnteredRoom.VERY_MUCH) {
            return Optional.empty();
        }
        Parting parted = new Parting(room, List.of());
        Supplier<List<Pdu>> further = room.furtherState().orElse(List::of);
        return Optional.of(parted.isWhole() ? parted.parts(further) : new Parting(room, further.get()).parts(List::of));
    }

    /** The parting of what was read. */
    private static final class Parting {

        private final EnteredRoom room;
        private final List<Pdu> state;
        private final Map<EventId, Pdu> all = new LinkedHashMap<>();
        private final Set<EventId> needed = new LinkedHashSet<>();
        private boolean whole = true;

        Parting(EnteredRoom room, List<Pdu> further) {
            this.room = room;
            this.state = Stream.concat(room.state().stream(), further.stream()).filter(event -> !event.equals(room.join())).toList();
            Stream.concat(state.stream(), room.authChain().stream()).filter(event -> !event.equals(room.join()))
                    .forEach(event -> all.putIfAbsent(event.eventId(), event));
            close(all.size() < EnteredRoom.VERY_MUCH ? all.values() : roots());
        }

        boolean isWhole() {
            return whole;
        }

        private Collection<Pdu> roots() {
            Stream<Pdu> ofTheRoom = state.stream().filter(event -> EnteredRoom.isNeeded(event.type()));
            Stream<Pdu> heroes = state.stream().filter(event -> event.type().equals(EventTypes.MEMBER)
                    && event.membership().filter("join"::equals).isPresent()).limit(HEROES);
            return Stream.concat(ofTheRoom, heroes).toList();
        }

        /** Takes these events with the auth chains of them and of the join. */
        private void close(Collection<Pdu> roots) {
            Deque<Pdu> open = new ArrayDeque<>(roots);
            roots.forEach(root -> needed.add(root.eventId()));
            open.add(room.join());
            while (!open.isEmpty()) {
                for (EventId id : open.poll().authEvents()) {
                    Pdu event = all.get(id);
                    whole &= event != null;
                    if (event != null && needed.add(id)) {
                        open.add(event);
                    }
                }
            }
        }

        Essentials parts(Supplier<List<Pdu>> further) {
            List<Pdu> before = stateBefore();
            Set<EventId> inState = before.stream().map(Pdu::eventId).collect(Collectors.toSet());
            List<Pdu> chain = needed.stream().filter(id -> !inState.contains(id)).map(all::get).toList();
            List<Pdu> rest = all.values().stream().filter(event -> !needed.contains(event.eventId())).toList();
            Optional<List<EventId>> given = room.membersOmitted() ? Optional.empty() : Optional.of(state.stream().map(Pdu::eventId).toList());
            return new Essentials(before, chain, new Rest(rest, further, given));
        }

        /** Members by whom the join is judged are part of the state before it, though they were left out of what was given as that. */
        private List<Pdu> stateBefore() {
            List<Pdu> before = state.stream().filter(event -> needed.contains(event.eventId())).toList();
            Set<StateKey> filled = before.stream().flatMap(event -> event.slot().stream()).collect(Collectors.toSet());
            Stream<Pdu> ofTheJoin = room.join().authEvents().stream().flatMap(id -> Optional.ofNullable(all.get(id)).stream())
                    .filter(event -> event.slot().filter(filled::add).isPresent());
            return Stream.concat(before.stream(), ofTheJoin).toList();
        }
    }
}
