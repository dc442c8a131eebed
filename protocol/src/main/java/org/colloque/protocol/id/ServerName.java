package org.colloque.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;

/**
 * The name of a homeserver: a host and perhaps a port. Compared case-sensitively, as the protocol demands.
 * Spec: appendices, "Server Name".
 */
public record ServerName(@JsonValue String value) implements Comparable<ServerName> {
    /** @throws InvalidIdentifierException if the text is no server name */
    public ServerName {
        Grammar.text(value, "server name");
        ServerNames.check(value, 0);
    }

    @JsonCreator
    public static ServerName parse(String value) {
        return new ServerName(value);
    }

    /** The host as written, without the port; an IPv6 address keeps its square brackets. */
    public String host() {
        return value.substring(0, ServerNames.hostEnd(value, 0));
    }

    public OptionalInt port() {
        int hostEnd = ServerNames.hostEnd(value, 0);
        return hostEnd == value.length() ? OptionalInt.empty() : OptionalInt.of(ServerNames.port(value, hostEnd));
    }

    /** Whether the host is an IPv4 or IPv6 address instead of a DNS name. */
    public boolean isIpLiteral() {
        return isIpv6Literal() || ServerNames.isIpv4(host());
    }

    public boolean isIpv6Literal() {
        return value.charAt(0) == '[';
    }

    @Override
    public int compareTo(ServerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
