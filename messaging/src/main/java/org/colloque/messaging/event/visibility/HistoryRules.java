package org.colloque.messaging.event.visibility;

import java.util.Optional;
import org.colloque.protocol.event.Pdu;

/** What a history visibility lets one see. Spec: client-server-api, "Room history visibility". */
enum HistoryRules {
    WORLD_READABLE, SHARED, INVITED, JOINED;

    /** The rules that an {@code m.room.history_visibility} event sets; shared when there is none or it is not understood. */
    static HistoryRules of(Optional<Pdu> event) {
        return switch (event.map(set -> set.content().path("history_visibility").asText()).orElse("")) {
            case "world_readable" -> WORLD_READABLE;
            case "invited" -> INVITED;
            case "joined" -> JOINED;
            default -> SHARED;
        };
    }

    /**
     * Whether a user sees an event.
     *
     * @param membership  the user's membership at the event
     * @param joinedLater whether the user joined after it
     */
    boolean allow(String membership, boolean joinedLater) {
        return this == WORLD_READABLE || membership.equals("join")
                || this == SHARED && joinedLater
                || this == INVITED && membership.equals("invite");
    }
}
