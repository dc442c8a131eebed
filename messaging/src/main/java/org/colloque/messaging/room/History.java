package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RemoteEvents;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.partial.PartialRooms;
import org.colloque.messaging.room.RoomAccess.View;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/** Reads a room's timeline, and fetches from other servers what is older than what is here. */
@ApplicationScoped
class History {

    private static final Logger LOG = Logger.getLogger(History.class);
    private static final int SERVERS_ASKED = 5;
    private static final int FETCHED = 100;
    private static final int FETCHES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RoomReads reads;
    private final BackwardExtremities extremities;
    private final RemoteEvents remote;
    private final EventPipeline pipeline;
    private final PartialRooms partial;
    private final ServerName ownName;

    History(RoomReads reads, BackwardExtremities extremities, RemoteEvents remote, EventPipeline pipeline, PartialRooms partial,
            ServerConfig server) {
        this.reads = reads;
        this.extremities = extremities;
        this.remote = remote;
        this.pipeline = pipeline;
        this.partial = partial;
        this.ownName = server.serverName();
    }

    /** A page before the question of who may see it. */
    Uni<Read> page(View view, PageRequest request) {
        if (request.limit() == 0) {
            long from = request.from().orElse(request.forward() ? Long.MIN_VALUE : Long.MAX_VALUE);
            return Uni.createFrom().item(new Read(from, Optional.of(from), List.of()));
        }
        if (request.forward()) {
            long from = request.from().orElse(Long.MIN_VALUE);
            return reads.timeline(view.head().number(), from, true, request.limit())
                    .map(events -> until(view, from, events, request));
        }
        long from = Math.min(request.from().orElse(Long.MAX_VALUE), view.until());
        return backwards(view.head(), from, request.limit(), FETCHES);
    }

    /** The latest events at or below a position, once the gaps before them are filled as far as other servers can. */
    private Uni<Read> backwards(RoomHead head, long from, int limit, int fetches) {
        return reads.timeline(head.number(), from, false, limit).chain(events -> {
            boolean full = events.size() >= limit;
            long lowest = full ? position(events.getLast()) + 1 : Long.MIN_VALUE;
            if (fetches == 0) {
                return Uni.createFrom().item(read(from, events, true));
            }
            return filled(head, lowest, from == Long.MAX_VALUE ? from : from + 1).chain(fetched -> fetched
                    ? backwards(head, from, limit, fetches - 1) : Uni.createFrom().item(read(from, events, full)));
        });
    }

    private static Read read(long from, List<StoredEvent> events, boolean more) {
        long start = from == Long.MAX_VALUE && !events.isEmpty() ? position(events.getFirst()) : from;
        return new Read(start, more ? Optional.of(events.isEmpty() ? from : position(events.getLast()) - 1) : Optional.empty(), events);
    }

    private static Read until(View view, long from, List<StoredEvent> events, PageRequest request) {
        List<StoredEvent> seen = events.stream().filter(event -> position(event) <= view.until()).toList();
        boolean more = seen.size() == events.size() && events.size() >= request.limit() && !events.isEmpty();
        long start = from == Long.MIN_VALUE && !events.isEmpty() ? position(events.getFirst()) - 1 : from;
        return new Read(start, more ? Optional.of(position(seen.getLast())) : Optional.empty(), seen);
    }

    private static long position(StoredEvent event) {
        return event.position().orElseThrow();
    }

    /** Fetches a piece of what is missing before events of a stretch, which cannot be judged while the state is partial; true when there was some. */
    Uni<Boolean> filled(RoomHead head, long lowest, long highest) {
        return extremities.between(head.number(), lowest, highest).chain(gaps -> {
            if (gaps.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            Uni<Boolean> newest = partial.whole(head).chain(() -> fetch(head, gaps.getFirst().missing()));
            return gaps.size() == 1 ? newest
                    : newest.chain(found -> found ? Uni.createFrom().item(true) : fetch(head, gaps.getLast().missing()));
        });
    }

    private Uni<Boolean> fetch(RoomHead head, List<EventId> missing) {
        Uni<Integer> fetched = Uni.createFrom().item(0);
        for (ServerName server : servers(head)) {
            fetched = fetched.chain(count -> count > 0 ? Uni.createFrom().item(count) : fetch(server, head, missing));
        }
        return fetched.map(count -> count > 0);
    }

    private Uni<Integer> fetch(ServerName server, RoomHead head, List<EventId> missing) {
        return remote.backfill(server, head.roomId(), head.version(), missing, FETCHED)
                .ifNoItem().after(PATIENCE).fail()
                .chain(events -> events.isEmpty() ? Uni.createFrom().item(0) : pipeline.backfill(server, head.roomId(), events))
                .onFailure().recoverWithItem(failure -> {
                    LOG.infof("No older events of %s from %s: %s", head.roomId(), server, failure.getMessage());
                    return 0;
                });
    }

    private List<ServerName> servers(RoomHead head) {
        Set<ServerName> servers = new LinkedHashSet<>();
        head.roomId().server().ifPresent(servers::add);
        head.state().entries()
                .filter(entry -> entry.getKey().type().equals(EventTypes.MEMBER))
                .map(entry -> UserId.parse(entry.getKey().stateKey()).server())
                .distinct().limit(SERVERS_ASKED).forEach(servers::add);
        servers.remove(ownName);
        return List.copyOf(servers);
    }

    /**
     * What was read.
     *
     * @param from where it begins; the place of the first event when everything was asked for
     * @param end the position from which to go on; empty when there is nothing more
     */
    record Read(long from, Optional<Long> end, List<StoredEvent> events) {
    }
}
