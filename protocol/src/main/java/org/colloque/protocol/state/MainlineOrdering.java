package org.colloque.protocol.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/**
 * The mainline ordering: by how far back on the line of power levels events an event rests, then by time, then by id.
 *
 * <p>Spec: rooms/v2 and rooms/v12, "State resolution", "Mainline ordering".
 */
final class MainlineOrdering {
    private static final int NOT_ON_MAINLINE = Integer.MAX_VALUE;
    private static final Comparator<Placed> ORDER = Comparator.comparingInt(Placed::position).reversed()
            .thenComparing(placed -> placed.event().originServerTs())
            .thenComparing(placed -> placed.event().eventId());

    private final EventSource events;
    /** Position by power levels event: those of the mainline first, then all others as they are met. */
    private final Map<EventId, Integer> positions = new HashMap<>();

    private record Placed(Pdu event, int position) {
    }

    /** @param powerLevels the power levels event that the mainline starts from; null when there is none: all positions are then equal */
    MainlineOrdering(EventSource events, EventId powerLevels) {
        this.events = events;
        for (EventId id = powerLevels; id != null && positions.putIfAbsent(id, positions.size()) == null;) {
            id = powerLevelsBefore(id);
        }
    }

    /** These events, earliest first. */
    List<Pdu> sort(Collection<EventId> ids) {
        List<Placed> placed = new ArrayList<>(ids.size());
        ids.forEach(id -> placed.add(new Placed(events.get(id), position(id))));
        placed.sort(ORDER);
        return placed.stream().map(Placed::event).toList();
    }

    private int position(EventId event) {
        List<EventId> walked = new ArrayList<>();
        EventId id = powerLevelsBefore(event);
        while (id != null && !positions.containsKey(id)) {
            walked.add(id);
            id = powerLevelsBefore(id);
        }
        int position = id == null ? NOT_ON_MAINLINE : positions.get(id);
        walked.forEach(passed -> positions.put(passed, position));
        return position;
    }

    /** The power levels event among the event's {@code auth_events}, or null. */
    private EventId powerLevelsBefore(EventId id) {
        for (EventId authEvent : events.authEvents(id)) {
            if (events.get(authEvent).isState(EventTypes.POWER_LEVELS, "")) {
                return authEvent;
            }
        }
        return null;
    }
}
