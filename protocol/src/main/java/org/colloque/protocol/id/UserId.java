package org.colloque.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A user: {@code @localpart:server}. Historical localparts (any characters but ':' and NUL, even none) are accepted.
 * Spec: appendices, "User Identifiers" and "Historical User IDs".
 */
public record UserId(@JsonValue String value) implements Comparable<UserId> {
    /** @throws InvalidIdentifierException if the text is no user id */
    public UserId {
        Grammar.sigil(value, '@', "user id");
        Grammar.domain(value, "user id");
    }

    @JsonCreator
    public static UserId parse(String value) {
        return new UserId(value);
    }

    public static UserId of(String localpart, ServerName server) {
        if (localpart.indexOf(':') >= 0) {
            throw new InvalidIdentifierException("The localpart of a user id cannot hold ':'.");
        }
        return new UserId("@" + localpart + ":" + server.value());
    }

    public String localpart() {
        return value.substring(1, value.indexOf(':'));
    }

    public ServerName server() {
        return new ServerName(value.substring(value.indexOf(':') + 1));
    }

    /** Whether the user belongs to this server; cheaper than comparing {@link #server()}. */
    public boolean isOn(ServerName server) {
        String name = server.value();
        int colon = value.indexOf(':');
        return value.length() - colon - 1 == name.length() && value.endsWith(name);
    }

    /** Whether the localpart keeps to the grammar for new users: {@code a-z 0-9 . _ = - / +}, at least one. */
    public boolean isStrict() {
        int colon = value.indexOf(':');
        for (int i = 1; i < colon; i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && "._=-/+".indexOf(c) < 0) {
                return false;
            }
        }
        return colon > 1;
    }

    /** Whether the localpart is one that may be shown to clients outside events: not empty, and U+0021 to U+007E only. */
    public boolean isCompliant() {
        int colon = value.indexOf(':');
        for (int i = 1; i < colon; i++) {
            if (value.charAt(i) < 0x21 || value.charAt(i) > 0x7E) {
                return false;
            }
        }
        return colon > 1;
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
