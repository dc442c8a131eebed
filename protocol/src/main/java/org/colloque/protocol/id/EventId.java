package org.colloque.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * An event: {@code $hash} from room version 3 on, {@code $opaque:server} before. Ordered by code unit, which for the
 * ASCII of hashes is the order that state resolution wants.
 * Spec: appendices, "Event IDs".
 */
public record EventId(@JsonValue String value) implements Comparable<EventId> {
    /** @throws InvalidIdentifierException if the text is no event id */
    public EventId {
        Grammar.sigil(value, '$', "event id");
        if (value.length() == 1) {
            throw new InvalidIdentifierException("An event id has at least one character after the '$'.");
        }
    }

    @JsonCreator
    public static EventId parse(String value) {
        return new EventId(value);
    }

    /** The event id that this text is, or empty if it is none: for where a stranger may have written anything. */
    public static Optional<EventId> find(String value) {
        try {
            return Optional.of(new EventId(value));
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    /** Whether this has the form of room versions 1 and 2, which names a server. */
    public boolean hasServer() {
        return value.indexOf(':') >= 0;
    }

    /** The server in an id of room version 1 or 2; empty for a hash, and for what follows the ':' but is no server name. */
    public Optional<ServerName> server() {
        int colon = value.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServerName(value.substring(colon + 1)));
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
