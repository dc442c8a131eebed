package org.colloque.protocol.room;

/** How a room version's events come to their ids. */
public enum EventIdFormat {
    /**
     * The event's server chooses {@code $opaque:server} and writes it into the event; whoever names an event gives its reference hash
     * with it. Spec: rooms/v1, "Event IDs" and "Event format".
     */
    GIVEN,
    /** The reference hash in unpadded base64. Spec: rooms/v3, "Event IDs". */
    HASH,
    /** The reference hash in URL-safe unpadded base64. Spec: rooms/v4, "Event IDs". */
    URL_SAFE_HASH
}
