package org.colloque.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A device of a user: an opaque text of at most 255 bytes, chosen by the client or by its server. */
public record DeviceId(@JsonValue String value) implements Comparable<DeviceId> {
    /** @throws InvalidIdentifierException if the text is empty, too long, or holds NUL */
    public DeviceId {
        Grammar.text(value, "device id");
    }

    @JsonCreator
    public static DeviceId parse(String value) {
        return new DeviceId(value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
