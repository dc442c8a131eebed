package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/**
 * What other servers are told of local users' devices, in order: outbound federation reads it with a cursor of its own and sends each
 * update to the servers that share a room with the user.
 */
public interface DeviceListLog {

    /** The updates after a position, oldest first, at most {@code limit}; each device has its latest change alone. Two statements. */
    Uni<List<Update>> after(long position, int limit);

    /** All devices and keys of a user as updates: for a server that begins to share a room with the user. */
    Uni<List<Update>> of(UserId user);

    /** The position of the user's last change of a device: the {@code stream_id} of {@code /user/devices/{userId}}. */
    Uni<Long> streamId(UserId user);

    /**
     * One update.
     *
     * @param deviceList  the content of an {@code m.device_list_update}; empty when the cross-signing keys changed
     * @param signingKeys the content of an {@code m.signing_key_update}; empty when a device changed
     */
    record Update(long position, UserId user, Optional<ObjectNode> deviceList, Optional<ObjectNode> signingKeys) {
    }
}
