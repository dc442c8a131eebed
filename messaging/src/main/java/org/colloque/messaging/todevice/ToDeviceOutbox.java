package org.colloque.messaging.todevice;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.ServerName;

/** What waits for other servers; outbound federation reads it in order and deletes what has arrived. */
public interface ToDeviceOutbox {

    /** The oldest entries for a server after a position, at most {@code limit}. */
    Uni<List<Entry>> read(ServerName destination, long after, int limit);

    /** The server has taken in everything at or below the position. */
    Uni<Void> delete(ServerName destination, long upTo);

    /** The servers for which something waits. */
    Uni<List<ServerName>> destinations();

    /** The content of one {@code m.direct_to_device}. */
    record Entry(long position, byte[] content) {
    }
}
