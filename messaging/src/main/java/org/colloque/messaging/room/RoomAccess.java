package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.partial.PartialRooms;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/**
 * Which state of a room a user may read: the current one as a member (or of a world-readable room), the one at the time of leaving
 * as a former member, none otherwise.
 */
@ApplicationScoped
public class RoomAccess {

    private static final StateKey HISTORY_VISIBILITY = new StateKey(EventTypes.HISTORY_VISIBILITY, "");

    private final RoomReads reads;
    private final Memberships memberships;
    private final PartialRooms partial;

    RoomAccess(RoomReads reads, Memberships memberships, PartialRooms partial) {
        this.reads = reads;
        this.memberships = memberships;
        this.partial = partial;
    }

    /** What the user may read of the room. Fails with {@code M_FORBIDDEN} when that is nothing, also when there is no such room. */
    public Uni<View> view(UserId user, RoomId room) {
        return reads.head(room).chain(head -> head.map(found -> view(user, found)).orElseGet(RoomAccess::refused));
    }

    /** The same, once the room's state is whole. Fails with {@code M_CONNECTION_TIMEOUT} when that takes too long. */
    public Uni<View> wholeView(UserId user, RoomId room) {
        return view(user, room).chain(view -> !view.head().partial() ? Uni.createFrom().item(view)
                : partial.whole(room).chain(() -> wholeView(user, room)));
    }

    /** The head of a room that the user is joined to. Fails with {@code M_FORBIDDEN} otherwise. */
    public Uni<RoomHead> joined(UserId user, RoomId room) {
        return view(user, room).map(view -> {
            if (!view.joined()) {
                throw forbidden();
            }
            return view.head();
        });
    }

    private Uni<View> view(UserId user, RoomHead head) {
        StateKey member = new StateKey(EventTypes.MEMBER, user.value());
        return reads.inState(head.state(), Set.of(member, HISTORY_VISIBILITY)).chain(state -> {
            Optional<StoredEvent> membership = Optional.ofNullable(state.get(member));
            boolean worldReadable = Optional.ofNullable(state.get(HISTORY_VISIBILITY))
                    .map(event -> event.pdu().content().path("history_visibility").asText().equals("world_readable")).orElse(false);
            return switch (membership.flatMap(event -> event.pdu().membership()).orElse("none")) {
                case "join" -> Uni.createFrom().item(new View(head, head.state(), true, Long.MAX_VALUE));
                case "leave", "ban" -> worldReadable ? open(head) : departed(user, head, membership.get());
                default -> worldReadable ? open(head) : refused();
            };
        });
    }

    private static Uni<View> open(RoomHead head) {
        return Uni.createFrom().item(new View(head, head.state(), false, Long.MAX_VALUE));
    }

    /** A former member sees the room as it left it, until it forgets the room; who never was a member sees nothing. */
    private Uni<View> departed(UserId user, RoomHead head, StoredEvent leave) {
        return memberships.of(user, head.roomId())
                .chain(kept -> kept.isEmpty() || leave.snapshot().isEmpty() ? refused() : formerMember(user, head, leave));
    }

    private Uni<View> formerMember(UserId user, RoomHead head, StoredEvent leave) {
        StateKey member = new StateKey(EventTypes.MEMBER, user.value());
        return reads.state(head.number(), leave.snapshot().getAsLong())
                .chain(before -> reads.inState(before, Set.of(member)))
                .chain(before -> Optional.ofNullable(before.get(member)).flatMap(event -> event.pdu().membership())
                        .filter("join"::equals).isEmpty() ? refused() : asLeft(head, leave));
    }

    private Uni<View> asLeft(RoomHead head, StoredEvent leave) {
        return reads.stateAfter(leave).map(state -> new View(head, state, false, leave.position().orElse(Long.MAX_VALUE)));
    }

    private static Uni<View> refused() {
        return Uni.createFrom().failure(RoomAccess::forbidden);
    }

    private static MatrixException forbidden() {
        return MatrixException.forbidden("You are not in this room.");
    }

    /** All events of the state that the user may read. */
    public Uni<List<StoredEvent>> state(UserId user, RoomId room) {
        return wholeView(user, room).chain(view -> reads.all(view.state()));
    }

    /**
     * What a user may read.
     *
     * @param state  the state as the user sees it
     * @param joined whether the user is a member now
     * @param until  the position after which the user sees nothing more
     */
    public record View(RoomHead head, RoomState state, boolean joined, long until) {
    }
}
