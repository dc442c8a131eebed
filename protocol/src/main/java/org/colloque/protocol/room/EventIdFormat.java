package org.colloque.protocol.room;

/** How a room version's events come to their ids. */
public enum EventIdFormat {
    /** The reference hash in URL-safe unpadded base64. Spec: rooms/v4, "Event IDs". */
    URL_SAFE_HASH
}
