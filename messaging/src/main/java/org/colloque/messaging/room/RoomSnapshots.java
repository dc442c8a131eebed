package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** What somebody may see of a room at one glance. Spec: client-server-api, {@code GET /rooms/{roomId}/initialSync}. */
@ApplicationScoped
public class RoomSnapshots {

    private final TimelineService timelines;
    private final PublicRoomStore published;
    private final RoomReads reads;

    RoomSnapshots(TimelineService timelines, PublicRoomStore published, RoomReads reads) {
        this.timelines = timelines;
        this.published = published;
        this.reads = reads;
    }

    /** Fails with {@code M_FORBIDDEN} when the user may see nothing of the room. */
    public Uni<Snapshot> of(UserId user, RoomId room, int limit) {
        return timelines.page(user, room, new PageRequest(OptionalLong.empty(), OptionalLong.empty(), false, limit))
                .chain(page -> reads.all(page.view().state())
                        .chain(state -> published.published(room).map(listed -> new Snapshot(page, state, membership(user, state), listed))));
    }

    private static Optional<String> membership(UserId user, List<StoredEvent> state) {
        return state.stream().filter(event -> event.pdu().slot().filter(StateKey.member(user)::equals).isPresent())
                .findFirst().flatMap(event -> event.pdu().membership());
    }

    /**
     * @param page       the latest messages, the newest first
     * @param state      the state now, or when the user left
     * @param membership the user's own; empty for who was never in the room
     * @param published  whether the room is listed
     */
    public record Snapshot(TimelineService.Page page, List<StoredEvent> state, Optional<String> membership, boolean published) {
    }
}
