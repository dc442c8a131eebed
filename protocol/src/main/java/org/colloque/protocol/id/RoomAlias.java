package org.colloque.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A name for a room: {@code #localpart:server}. Spec: appendices, "Room Aliases". */
public record RoomAlias(@JsonValue String value) implements Comparable<RoomAlias> {
    /** @throws InvalidIdentifierException if the text is no room alias */
    public RoomAlias {
        Grammar.sigil(value, '#', "room alias");
        if (Grammar.domain(value, "room alias") == 1) {
            throw new InvalidIdentifierException("A room alias has at least one character between '#' and ':'.");
        }
    }

    @JsonCreator
    public static RoomAlias parse(String value) {
        return new RoomAlias(value);
    }

    public static RoomAlias of(String localpart, ServerName server) {
        if (localpart.indexOf(':') >= 0) {
            throw new InvalidIdentifierException("The localpart of a room alias cannot hold ':'.");
        }
        return new RoomAlias("#" + localpart + ":" + server.value());
    }

    public String localpart() {
        return value.substring(1, value.indexOf(':'));
    }

    public ServerName server() {
        return new ServerName(value.substring(value.indexOf(':') + 1));
    }

    @Override
    public int compareTo(RoomAlias other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
