package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * A membership of a local user that came from outside, of a room that this server does not take part in: see
 * {@link EventPipeline#recordOutsideMembership}.
 *
 * @param user          the member
 * @param membership    the event
 * @param strippedState what the client sees of the room
 */
public record OutsideMembershipChange(long position, long room, RoomId roomId, UserId user, StoredEvent membership,
        List<ObjectNode> strippedState) implements Change {

    @Override
    public Collection<UserId> users() {
        return List.of(user);
    }
}
