package org.colloque.messaging.receipt;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * A receipt moved.
 *
 * @param eventPosition the place of its event in the timeline; empty when we do not hold the event
 */
public record ReceiptChange(long position, Receipt receipt, OptionalLong eventPosition) implements Change {

    @Override
    public Collection<RoomId> rooms() {
        return receipt.isPrivate() ? List.of() : List.of(receipt.room());
    }

    @Override
    public Collection<UserId> users() {
        return List.of(receipt.user());
    }
}
