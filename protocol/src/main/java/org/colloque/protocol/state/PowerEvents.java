package org.colloque.protocol.state;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/**
 * The events that might take away somebody's ability to do something in the room.
 *
 * <p>Spec: rooms/v2 and rooms/v12, "State resolution", "Power events" and step 1 of the algorithm.
 */
final class PowerEvents {

    private PowerEvents() {
    }

    /**
     * The power events of the full conflicted set, with the events of that set that they rest on.
     *
     * <p>// NOTSPEC: the auth chain of a power event is followed only as far as it stays within the set, and power levels and join rules
     * count only with an empty state key, because other servers do so, and another order than theirs would split the room.
     */
    static Set<EventId> among(Set<EventId> full, EventSource events) {
        Set<EventId> selected = new HashSet<>();
        ArrayDeque<EventId> open = new ArrayDeque<>();
        for (EventId id : full) {
            if (isPowerEvent(events.get(id)) && selected.add(id)) {
                open.push(id);
            }
        }
        while (!open.isEmpty()) {
            for (EventId parent : events.authEvents(open.pop())) {
                if (full.contains(parent) && selected.add(parent)) {
                    open.push(parent);
                }
            }
        }
        return selected;
    }

    static boolean isPowerEvent(Pdu event) {
        return switch (event.type()) {
            case EventTypes.POWER_LEVELS, EventTypes.JOIN_RULES -> event.stateKey().filter(String::isEmpty).isPresent();
            case EventTypes.MEMBER -> removesAnother(event);
            default -> false;
        };
    }

    private static boolean removesAnother(Pdu member) {
        String membership = member.content().path("membership").asText();
        boolean removes = membership.equals("leave") || membership.equals("ban");
        return removes && member.stateKey().filter(target -> !target.equals(member.sender().value())).isPresent();
    }
}
