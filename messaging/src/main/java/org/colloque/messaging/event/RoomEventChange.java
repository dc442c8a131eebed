package org.colloque.messaging.event;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/**
 * An event that took its place in a room's timeline, or a membership that came from outside a room that this server is not in.
 *
 * @param roomNumber the room's number inside this server
 * @param event      the event with all that the database holds of it; its status is {@link EventStatus#OUTLIER} for a membership
 *                   from outside
 * @param transaction the transaction of the local client that sent it
 */
public record RoomEventChange(long position, long roomNumber, RoomId room, StoredEvent event, Optional<ClientTransaction> transaction)
        implements Change {

    public RoomEventChange(long position, long roomNumber, RoomId room, StoredEvent event) {
        this(position, roomNumber, room, event, Optional.empty());
    }

    public Pdu pdu() {
        return event.pdu();
    }

    /** The slot of the state that it fills; empty for messages. */
    public Optional<StateKey> slot() {
        return pdu().slot();
    }

    /** Whether it is part of the timeline: not so for a membership from outside. */
    public boolean inTimeline() {
        return event.status() == EventStatus.ACCEPTED;
    }

    /** The user whose membership this event sets; empty for other events. */
    public Optional<UserId> member() {
        if (!pdu().type().equals(EventTypes.MEMBER)) {
            return Optional.empty();
        }
        try {
            return pdu().stateKey().map(UserId::new);
        } catch (InvalidIdentifierException notAUser) {
            return Optional.empty();
        }
    }

    /** The membership that it sets; empty for other events. */
    public Optional<String> membership() {
        return pdu().membership();
    }

    @Override
    public Collection<RoomId> rooms() {
        return List.of(room);
    }

    /** Who is invited, removed or let in sees it also without being joined. */
    @Override
    public Collection<UserId> users() {
        return member().map(List::of).orElse(List.of());
    }
}
