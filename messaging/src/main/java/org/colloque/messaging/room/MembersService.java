package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Who is, or was, in a room. */
@ApplicationScoped
public class MembersService {

    private final RoomAccess access;
    private final RoomReads reads;

    MembersService(RoomAccess access, RoomReads reads) {
        this.access = access;
        this.reads = reads;
    }

    /** All member events, now or at an earlier position. Fails with {@code M_FORBIDDEN} when the user may not see them. */
    public Uni<List<StoredEvent>> at(UserId user, RoomId room, OptionalLong position) {
        return access.wholeView(user, room).chain(view -> position.isEmpty() || position.getAsLong() >= view.until()
                ? members(view.state())
                : reads.timeline(view.head().number(), position.getAsLong(), false, 1)
                        .chain(last -> last.isEmpty() ? Uni.createFrom().item(view.state()) : reads.stateAfter(last.getFirst()))
                        .chain(this::members));
    }

    /** The member events of those who are joined. Fails with {@code M_FORBIDDEN} when the user is not one of them. */
    public Uni<List<StoredEvent>> joined(UserId user, RoomId room) {
        return access.joined(user, room).chain(() -> access.wholeView(user, room)).chain(view -> members(view.head().state()))
                .map(members -> members.stream()
                        .filter(member -> member.pdu().membership().filter("join"::equals).isPresent()).toList());
    }

    private Uni<List<StoredEvent>> members(RoomState state) {
        List<Long> numbers = state.entries().filter(entry -> entry.getKey().type().equals(EventTypes.MEMBER))
                .map(Map.Entry::getValue).map(EventRef::number).toList();
        return reads.byNumber(numbers).map(found -> List.copyOf(found.values()));
    }
}
