package org.colloque.protocol.room;

/** A rule that a room version has or has not; the number is the version that brought it. */
public enum Rule {
    /** 1 and 2 only: the authorisation rules judge redactions, by the redact level and the servers of event ids. */
    REDACTIONS_ARE_AUTHORISED,
    /** 1 to 5 only: {@code m.room.aliases} of a server may come from any of its users, joined or not. */
    ALIASES_BELONG_TO_SERVERS,
    /** 5: a signing key counts only while it is valid. */
    ENFORCE_KEY_VALIDITY,
    /** 6: events are canonical JSON, with integers within ±(2^53-1) only. */
    STRICT_CANONICAL_JSON,
    /** 6: changing {@code notifications} in power levels needs the power. */
    LIMIT_NOTIFICATIONS_POWER_LEVELS,
    /** 7: the membership and join rule {@code knock}. */
    KNOCK,
    /** 8 (9 for its redactions): the join rule {@code restricted}. */
    RESTRICTED,
    /** 10: the join rule {@code knock_restricted}. */
    KNOCK_RESTRICTED,
    /** 10: power levels are integers, never strings. */
    INTEGER_POWER_LEVELS,
    /** 11: the sender of the create event is the creator; {@code content.creator} means nothing. */
    IMPLICIT_ROOM_CREATOR,
    /** 11: a redaction names its target in {@code content.redacts}. */
    REDACTS_IN_CONTENT,
    /** 12: the create event has no room id; the room's id is that event's id. */
    CREATE_EVENT_IS_ROOM_ID,
    /** 12: creators have a power above every number, and are absent from power levels. */
    PRIVILEGED_CREATORS
}
