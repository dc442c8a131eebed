package org.colloque.messaging.keybackup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;

/** A room key in a backup. {@code data}: encrypted by its owner. */
public record BackedUpKey(String room, String session, long firstMessageIndex, long forwardedCount, boolean verified,
        ObjectNode data) {

    /** Reads a key of a request. @throws MatrixException {@code M_MISSING_PARAM} or {@code M_BAD_JSON} */
    public static BackedUpKey read(String room, String session, JsonBody body) {
        if (body.json().path("is_verified").isMissingNode()) {
            throw MatrixException.missingParam("The field \"is_verified\" is missing.");
        }
        return new BackedUpKey(room, session, body.integer("first_message_index"), body.integer("forwarded_count"),
                body.flag("is_verified", false), body.object("session_data"));
    }
}
