package org.colloque.messaging.event;

/** What became of an event. Spec: server-server-api, "Checks performed on receipt of a PDU". */
public enum EventStatus {
    ACCEPTED,
    /** Allowed by its own auth events and state, not by the room's current state: kept, not shown, not built upon. */
    SOFT_FAILED,
    /** Not allowed: kept so that it is not fetched again; never part of state. */
    REJECTED,
    /** Held without the state before it: auth chains, invites of rooms we are not in. */
    OUTLIER
}
