package org.colloque.messaging.sync;

import java.util.List;
import java.util.Optional;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.filter.SyncFilter;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.RoomId;

/**
 * One attempt to answer a sync: from where to where, for whom, what the rooms hold, and the answer so far.
 *
 * @param upTo    where it ends; the token of the answer
 * @param changes the changes between, when memory holds them all; empty when the database must be asked
 * @param now     milliseconds since 1970
 */
public record SyncPass(SyncRequest request, ActiveUser user, SyncToken upTo, Optional<List<Change>> changes, long now,
        List<RoomView> views, SyncAnswer answer) {

    public SyncFilter filter() {
        return request.filter();
    }

    public DeviceId device() {
        return request.requester().device();
    }

    /** The position after which things are new; 0 for a first sync. */
    public long since() {
        return request.since().map(SyncToken::position).orElse(0L);
    }

    public long ephemeralSince() {
        return request.since().map(SyncToken::ephemeral).orElse(0L);
    }

    public boolean isFirst() {
        return request.isFirst();
    }

    /** Whether the room is admitted by the filter and shown as joined in this pass. */
    public boolean showsJoined(RoomId room) {
        return filter().room().admits(room) && user.isJoined(room);
    }

    /** Whether the room's client state starts anew with this pass. */
    public boolean isFresh(RoomId room) {
        return views.stream().anyMatch(view -> view.fresh && view.membership.roomId().equals(room));
    }

    public List<RoomId> freshRooms() {
        return views.stream().filter(view -> view.fresh && view.kind == RoomView.Kind.JOINED).map(view -> view.membership.roomId()).toList();
    }

    public <T extends Change> List<T> changes(Class<T> type) {
        return changes.orElse(List.of()).stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<RoomEventChange> roomEvents() {
        return changes(RoomEventChange.class);
    }
}
