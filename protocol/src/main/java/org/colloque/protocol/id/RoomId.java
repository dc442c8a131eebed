package org.colloque.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * A room: {@code !opaque:server} before room version 12, and from then on the create event's id with '!' instead of '$'.
 * Spec: appendices, "Room IDs".
 */
public record RoomId(@JsonValue String value) implements Comparable<RoomId> {
    /** @throws InvalidIdentifierException if the text is no room id */
    public RoomId {
        Grammar.sigil(value, '!', "room id");
        if (value.length() == 1) {
            throw new InvalidIdentifierException("A room id has at least one character after the '!'.");
        }
        if (value.indexOf(':') >= 0) {
            Grammar.domain(value, "room id");
        }
    }

    @JsonCreator
    public static RoomId parse(String value) {
        return new RoomId(value);
    }

    /** The id of the room that this event creates, where the room version makes ids so. */
    public static RoomId ofCreateEvent(EventId create) {
        return new RoomId("!" + create.value().substring(1));
    }

    /** The id of the event that created this room, where the room version makes ids so. */
    public EventId createEvent() {
        return new EventId("$" + value.substring(1));
    }

    /** What stands between the '!' and the ':' or the end. */
    public String opaque() {
        int colon = value.indexOf(':');
        return value.substring(1, colon < 0 ? value.length() : colon);
    }

    /** The server that made the id; absent for ids that are a hash. It says nothing about who is in the room. */
    public Optional<ServerName> server() {
        int colon = value.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(new ServerName(value.substring(colon + 1)));
    }

    @Override
    public int compareTo(RoomId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
