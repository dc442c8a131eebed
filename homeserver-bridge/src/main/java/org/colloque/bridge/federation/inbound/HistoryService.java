package org.colloque.bridge.federation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.TimePoint;
import org.colloque.messaging.event.Visibility;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/**
 * Hands events out to other servers, as the room's history visibility lets them see them.
 *
 * <p>Spec: server-server-api, "Backfilling and retrieving missing events".
 */
@ApplicationScoped
public class HistoryService {

    private static final int MOST_BACKFILLED = 100;
    private static final int MOST_MISSING = 50;

    private final PeerAccess access;
    private final RoomReads reads;
    private final Visibility visibility;

    HistoryService(PeerAccess access, RoomReads reads, Visibility visibility) {
        this.access = access;
        this.reads = reads;
        this.visibility = visibility;
    }

    /** One event. Fails with {@code M_NOT_FOUND} when it is not known, {@code M_FORBIDDEN} when the server has no part in its room. */
    public Uni<Pdu> event(ServerName peer, EventId id) {
        return reads.byId(List.of(id)).map(found -> {
            if (!found.containsKey(id) || found.get(id).status() == EventStatus.REJECTED) {
                throw MatrixException.notFound("This server does not know the event " + id + ".");
            }
            return found.get(id);
        }).chain(event -> access.inside(peer, event.pdu().roomId())
                .chain(() -> seen(peer, List.of(event)))
                .map(List::getFirst));
    }

    /** The event closest to a time, at it or to one side of it, among those that are here. Fails with {@code M_NOT_FOUND} when there is none. */
    public Uni<Pdu> closest(ServerName peer, RoomId room, long originServerTs, boolean forward) {
        return access.inside(peer, room)
                .chain(head -> reads.byTime(head.number(), TimePoint.at(originServerTs, forward), forward, MOST_BACKFILLED))
                .chain(found -> seen(peer, found))
                .map(events -> events.stream().findFirst().orElseThrow(() -> MatrixException.notFound("There is no such event here.")));
    }

    /** The events and those before them, newest first. */
    public Uni<List<Pdu>> backfill(ServerName peer, RoomId room, List<EventId> from, int limit) {
        int atMost = Math.clamp(limit, 1, MOST_BACKFILLED);
        return access.inside(peer, room).chain(head -> reads.byId(from).chain(found -> {
            List<StoredEvent> starts = inRoom(found.values(), room);
            long newest = starts.stream().filter(event -> event.position().isPresent())
                    .mapToLong(event -> event.position().getAsLong()).max().orElse(Long.MIN_VALUE);
            return older(head, starts, newest, atMost).chain(events -> seen(peer, events));
        }));
    }

    private Uni<List<StoredEvent>> older(RoomHead head, List<StoredEvent> starts, long newest, int limit) {
        if (newest == Long.MIN_VALUE) {
            return Uni.createFrom().item(starts);
        }
        return reads.timeline(head.number(), newest, false, limit).map(timeline -> {
            Map<EventId, StoredEvent> all = new LinkedHashMap<>();
            starts.forEach(event -> all.put(event.pdu().eventId(), event));
            timeline.forEach(event -> all.put(event.pdu().eventId(), event));
            return all.values().stream()
                    .sorted(Comparator.comparingLong((StoredEvent event) -> event.pdu().depth()).reversed())
                    .limit(limit).toList();
        });
    }

    /**
     * The events between two edges of the graph, oldest first: predecessors of {@code latest} that are neither {@code earliest} nor
     * before them.
     */
    public Uni<List<Pdu>> missing(ServerName peer, RoomId room, Missing wanted) {
        return access.inside(peer, room).chain(() -> reads.byId(wanted.latest()))
                .chain(found -> walk(inRoom(found.values(), room), new Walk(room, wanted)))
                .chain(events -> seen(peer, events));
    }

    private Uni<List<StoredEvent>> walk(List<StoredEvent> children, Walk walk) {
        Set<EventId> next = walk.predecessors(children);
        if (next.isEmpty() || walk.isFull()) {
            return Uni.createFrom().item(walk.oldestFirst());
        }
        return reads.byId(next).chain(found -> walk(walk.take(found.values()), walk));
    }

    private Uni<List<Pdu>> seen(ServerName peer, List<StoredEvent> events) {
        return visibility.visibleTo(peer, events).map(visible -> visible.stream().map(StoredEvent::pdu).toList());
    }

    private static List<StoredEvent> inRoom(Collection<StoredEvent> events, RoomId room) {
        return events.stream().filter(event -> event.pdu().roomId().equals(room) && event.status() != EventStatus.REJECTED).toList();
    }

    /** What {@code get_missing_events} asks for. */
    public record Missing(List<EventId> earliest, List<EventId> latest, long minDepth, int limit) {
    }

    /** A breadth-first walk backwards through the graph. */
    private static final class Walk {

        private final RoomId room;
        private final Missing wanted;
        private final int limit;
        private final Set<EventId> met;
        private final List<StoredEvent> taken = new ArrayList<>();

        Walk(RoomId room, Missing wanted) {
            this.room = room;
            this.wanted = wanted;
            this.limit = Math.clamp(wanted.limit(), 1, MOST_MISSING);
            this.met = new HashSet<>(wanted.earliest());
            met.addAll(wanted.latest());
        }

        Set<EventId> predecessors(List<StoredEvent> children) {
            Set<EventId> next = new HashSet<>();
            children.forEach(child -> child.pdu().prevEvents().stream().filter(met::add).forEach(next::add));
            return next;
        }

        List<StoredEvent> take(Collection<StoredEvent> found) {
            List<StoredEvent> fresh = inRoom(found, room).stream()
                    .filter(event -> event.pdu().depth() >= wanted.minDepth())
                    .limit(limit - (long) taken.size()).toList();
            taken.addAll(fresh);
            return fresh;
        }

        boolean isFull() {
            return taken.size() >= limit;
        }

        List<StoredEvent> oldestFirst() {
            return taken.stream().sorted(Comparator.comparingLong(event -> event.pdu().depth())).toList();
        }
    }
}
