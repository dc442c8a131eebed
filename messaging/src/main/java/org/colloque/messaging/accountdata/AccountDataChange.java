package org.colloque.messaging.accountdata;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * A piece of account data was put.
 *
 * @param room empty for global account data
 */
public record AccountDataChange(UserId user, Optional<RoomId> room, AccountDataEntry entry) implements Change {

    @Override
    public long position() {
        return entry.position();
    }

    @Override
    public Collection<UserId> users() {
        return List.of(user);
    }
}
