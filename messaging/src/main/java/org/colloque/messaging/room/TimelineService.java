package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Pages through what happened in a room. Spec: client-server-api, "Syncing", "Getting events for a room", "Event context". */
@ApplicationScoped
public class TimelineService {

    private final RoomAccess access;
    private final RoomReads reads;
    private final Visibility visibility;
    private final History history;

    TimelineService(RoomAccess access, RoomReads reads, Visibility visibility, History history) {
        this.access = access;
        this.reads = reads;
        this.visibility = visibility;
        this.history = history;
    }

    /**
     * One page of events that the user may see. Older history than this server has is fetched from other servers when the page
     * reaches its end. Fails with {@code M_FORBIDDEN} when the user may see nothing of the room.
     */
    public Uni<Page> page(UserId user, RoomId room, PageRequest request) {
        return access.view(user, room).chain(view -> history.page(view, request)
                .chain(read -> visibility.visible(user, read.events())
                        .map(visible -> new Page(read.from(), read.end(), within(visible, request), view))));
    }

    /** An event that the user may see. Fails with {@code M_NOT_FOUND}, also when the user may not see it. */
    public Uni<StoredEvent> event(UserId user, RoomId room, EventId id) {
        return reads.byId(List.of(id))
                .map(found -> Optional.ofNullable(found.get(id)).filter(event -> event.pdu().roomId().equals(room)
                        && event.position().isPresent()).orElseThrow(TimelineService::unknown))
                .chain(event -> visibility.visible(user, List.of(event)))
                .map(visible -> visible.stream().findFirst().orElseThrow(TimelineService::unknown));
    }

    /** An event with what came before and after it; {@code limit} counts both sides together. */
    public Uni<Context> context(UserId user, RoomId room, EventId id, int limit) {
        return context(user, room, id, limit / 2, limit - limit / 2);
    }

    /** An event with as many as this before and after it. */
    public Uni<Context> context(UserId user, RoomId room, EventId id, int before, int after) {
        return access.view(user, room).onFailure(MatrixException.class).transform(refused -> unknown())
                .chain(view -> event(user, room, id).chain(event -> around(user, view, event, before, after)));
    }

    /** The state at the last event of a context. */
    public Uni<RoomState> stateAt(Context context) {
        return reads.stateAfter(context.after().isEmpty() ? context.event() : context.after().getLast());
    }

    private Uni<Context> around(UserId user, RoomAccess.View view, StoredEvent event, int before, int after) {
        long position = event.position().getAsLong();
        return history.page(view, PageRequest.backward(position - 1, before))
                .chain(earlier -> history.page(view, PageRequest.forward(position, after))
                        .chain(later -> visibility.visible(user, earlier.events())
                                .chain(seenBefore -> visibility.visible(user, later.events())
                                        .map(seenAfter -> new Context(event, seenBefore, seenAfter,
                                                earlier.end().orElseGet(() -> outermost(earlier.events(), position) - 1),
                                                later.end().orElseGet(() -> outermost(later.events(), position)), view)))));
    }

    /** The position of the event furthest from the one in the middle. */
    private static long outermost(List<StoredEvent> side, long middle) {
        return side.isEmpty() ? middle : side.getLast().position().orElseThrow();
    }

    private static List<StoredEvent> within(List<StoredEvent> events, PageRequest request) {
        return request.to().isEmpty() ? events : events.stream().filter(event -> {
            long position = event.position().orElseThrow();
            return request.forward() ? position <= request.to().getAsLong() : position > request.to().getAsLong();
        }).toList();
    }

    private static MatrixException unknown() {
        return MatrixException.notFound("There is no such event that you may see.");
    }

    /**
     * A page of events, in the direction asked for.
     *
     * @param end the position from which to go on; empty when there is nothing more
     */
    public record Page(long from, Optional<Long> end, List<StoredEvent> events, RoomAccess.View view) {
    }

    /** An event, those before it (newest first) and those after it (oldest first), and the positions from which to go on. */
    public record Context(StoredEvent event, List<StoredEvent> before, List<StoredEvent> after, long start, long end,
            RoomAccess.View view) {
    }
}
