package org.colloque.messaging.event;

import java.util.Optional;
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
 * @param afterGap    whether something was missing before it when the tail read it
 */
public record RoomEventChange(long position, long roomNumber, RoomId room, StoredEvent event, Optional<ClientTransaction> transaction,
        boolean afterGap) implements RoomChange {

    public RoomEventChange(long position, long roomNumber, RoomId room, StoredEvent event) {
        this(position, roomNumber, room, event, Optional.empty(), false);
    }

    public Pdu pdu() {
        return event.pdu();
    }

    @Override
    public Optional<StateKey> slot() {
        return pdu().slot();
    }

    /** Whether it is part of the timeline: not so for a membership from outside. */
    public boolean inTimeline() {
        return event.status() == EventStatus.ACCEPTED;
    }

    @Override
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

    @Override
    public Optional<String> membership() {
        return pdu().membership();
    }
}
