package org.colloque.protocol.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.room.RoomVersion;

/**
 * The reverse topological power ordering: Kahn's algorithm over the links of {@code auth_events}, and among the events that could
 * come next the one whose sender has the greatest power, then the oldest, then the one with the smallest id.
 *
 * <p>Spec: rooms/v2 and rooms/v12, "State resolution", "Reverse topological power ordering".
 */
final class PowerOrdering {
    private static final Comparator<Candidate> ORDER = Comparator.comparingLong(Candidate::power).reversed()
            .thenComparing(candidate -> candidate.event().originServerTs())
            .thenComparing(candidate -> candidate.event().eventId());

    private final RoomVersion version;
    private final EventSource events;
    private final Optional<Pdu> create;

    private record Candidate(Pdu event, long power) {
    }

    PowerOrdering(RoomVersion version, EventSource events, Optional<Pdu> create) {
        this.version = version;
        this.events = events;
        this.create = create;
    }

    /** These events, earliest first. */
    List<Pdu> sort(Set<EventId> selected) {
        Map<EventId, Integer> parentsLeft = new HashMap<>();
        Map<EventId, List<EventId>> children = new HashMap<>();
        PriorityQueue<Candidate> ready = new PriorityQueue<>(ORDER);
        for (EventId id : selected) {
            List<EventId> parents = events.authEvents(id).stream().filter(selected::contains).distinct().toList();
            parents.forEach(parent -> children.computeIfAbsent(parent, key -> new ArrayList<>()).add(id));
            parentsLeft.put(id, parents.size());
            if (parents.isEmpty()) {
                ready.add(candidate(id));
            }
        }
        List<Pdu> sorted = new ArrayList<>(selected.size());
        while (!ready.isEmpty()) {
            Pdu next = ready.poll().event();
            sorted.add(next);
            for (EventId child : children.getOrDefault(next.eventId(), List.of())) {
                if (parentsLeft.merge(child, -1, Integer::sum) == 0) {
                    ready.add(candidate(child));
                }
            }
        }
        return sorted;
    }

    private Candidate candidate(EventId id) {
        Pdu event = events.get(id);
        return new Candidate(event, powerOfSender(event));
    }

    /** The sender's level by the event's own {@code auth_events}. */
    private long powerOfSender(Pdu event) {
        Optional<Pdu> powerLevels = Optional.empty();
        Optional<Pdu> creation = create;
        for (EventId id : event.authEvents()) {
            Pdu authEvent = events.get(id);
            if (authEvent.isState(EventTypes.POWER_LEVELS, "")) {
                powerLevels = Optional.of(authEvent);
            } else if (authEvent.isState(EventTypes.CREATE, "")) {
                creation = Optional.of(authEvent);
            }
        }
        if (event.type().equals(EventTypes.CREATE)) {
            creation = Optional.of(event);
        }
        Optional<Pdu> levels = powerLevels;
        return creation.map(root -> PowerLevels.of(version, root, levels).userLevel(event.sender())).orElse(0L);
    }
}
