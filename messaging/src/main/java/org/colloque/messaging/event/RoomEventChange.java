package org.colloque.messaging.event;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * An event that became part of a room's timeline on this server, in the order of the log.
 *
 * @param room        the room's number inside this server
 * @param event       the event, with its position
 * @param transaction the transaction of the local client that sent it, for {@code unsigned.transaction_id}
 */
public record RoomEventChange(long position, long room, RoomId roomId, StoredEvent event, Optional<ClientTransaction> transaction)
        implements Change {

    public Pdu pdu() {
        return event.pdu();
    }

    /** The user whose membership this is, when it is a membership. */
    public Optional<UserId> member() {
        Pdu pdu = pdu();
        return pdu.type().equals(EventTypes.MEMBER) ? pdu.stateKey().map(UserId::parse) : Optional.empty();
    }

    @Override
    public Collection<RoomId> rooms() {
        return List.of(roomId);
    }

    @Override
    public Collection<UserId> users() {
        return member().map(List::of).orElse(List.of());
    }
}
