package org.colloque.messaging.event.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/** Orders events so that each comes after those that it names. Event ids are hashes, so there are no circles. */
final class Topology {

    private Topology() {
    }

    /** After their previous events; otherwise as given. */
    static List<Pdu> byPrevious(Collection<Pdu> events) {
        return sort(events, Pdu::prevEvents);
    }

    /** Those of the events that lie before one that is held already: they do not belong to the piece of history above it. */
    static Set<EventId> before(List<Pdu> oldestFirst, Predicate<EventId> held) {
        Set<EventId> before = new HashSet<>();
        for (Pdu event : oldestFirst.reversed()) {
            if (held.test(event.eventId()) || before.contains(event.eventId())) {
                before.addAll(event.prevEvents());
            }
        }
        return before;
    }

    /** After their auth events; create events, which need not be named, before all. */
    static List<Pdu> byAuth(Collection<Pdu> events) {
        List<Pdu> createFirst = new ArrayList<>(events);
        createFirst.sort(Comparator.comparing(event -> !event.isState(EventTypes.CREATE, "")));
        return sort(createFirst, Pdu::authEvents);
    }

    private static List<Pdu> sort(Collection<Pdu> events, Function<Pdu, List<EventId>> before) {
        Map<EventId, Pdu> byId = new HashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.eventId(), event));
        List<Pdu> sorted = new ArrayList<>(byId.size());
        Set<EventId> placed = new HashSet<>();
        Set<EventId> opened = new HashSet<>();
        Deque<Pdu> open = new ArrayDeque<>();
        for (Pdu start : events) {
            open.push(start);
            while (!open.isEmpty()) {
                Pdu event = open.peek();
                if (placed.contains(event.eventId())) {
                    open.pop();
                } else if (opened.add(event.eventId())) {
                    before.apply(event).stream().map(byId::get)
                            .filter(earlier -> earlier != null && !opened.contains(earlier.eventId())).forEach(open::push);
                } else {
                    open.pop();
                    placed.add(event.eventId());
                    sorted.add(byId.get(event.eventId()));
                }
            }
        }
        return sorted;
    }
}
