package org.colloque.messaging.receipt;

import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * How far a user has read. Spec: client-server-api, "Receipts".
 *
 * @param type    {@link #READ} or {@link #READ_PRIVATE}
 * @param thread  the thread's root, {@link #MAIN} for the main timeline, empty text when the receipt knows no threads
 * @param eventId the event up to which was read; kept as the text that came
 * @param ts      when, in milliseconds since 1970
 */
public record Receipt(RoomId room, UserId user, String type, String thread, String eventId, long ts) {

    public static final String READ = "m.read";
    public static final String READ_PRIVATE = "m.read.private";
    public static final String MAIN = "main";
    public static final String UNTHREADED = "";

    public boolean isPrivate() {
        return type.equals(READ_PRIVATE);
    }
}
