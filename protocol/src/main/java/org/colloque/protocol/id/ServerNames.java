package org.colloque.protocol.id;

import java.net.Inet6Address;

/** The grammar of server names. Spec: appendices, "Server Name". */
final class ServerNames {
    private static final int MAX_PORT_DIGITS = 5;
    private static final int MAX_PORT = 65535;
    private static final int IPV4_PARTS = 4;
    private static final int MAX_IPV4_DIGITS = 3;

    private ServerNames() {
    }

    /** Checks that the text from {@code start} on is a server name. */
    static void check(String text, int start) {
        int hostEnd = hostEnd(text, start);
        if (hostEnd == start) {
            throw invalid("has no host");
        }
        if (text.charAt(start) == '[') {
            checkIpv6(text.substring(start + 1, hostEnd - 1));
        } else {
            checkDnsCharacters(text, start, hostEnd);
        }
        if (hostEnd < text.length()) {
            port(text, hostEnd);
        }
    }

    /** Where the host that begins at {@code start} ends: the index of the port's colon, or the text's length. */
    static int hostEnd(String text, int start) {
        if (start < text.length() && text.charAt(start) == '[') {
            int close = text.indexOf(']', start);
            if (close < 0) {
                throw invalid("has no closing ']'");
            }
            return close + 1;
        }
        int colon = text.indexOf(':', start);
        return colon < 0 ? text.length() : colon;
    }

    static int port(String text, int colon) {
        int digits = text.length() - colon - 1;
        if (text.charAt(colon) != ':' || digits < 1 || digits > MAX_PORT_DIGITS) {
            throw invalid("has a port that is not one to five digits");
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                throw invalid("has a port that is not a number");
            }
            port = port * 10 + text.charAt(i) - '0';
        }
        if (port > MAX_PORT) {
            throw invalid("has a port above " + MAX_PORT);
        }
        return port;
    }

    static boolean isIpv4(String host) {
        int parts = 1;
        int digits = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.') {
                if (digits == 0) {
                    return false;
                }
                parts++;
                digits = 0;
            } else if (!isDigit(c) || ++digits > MAX_IPV4_DIGITS) {
                return false;
            }
        }
        return parts == IPV4_PARTS && digits > 0;
    }

    private static void checkIpv6(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') && c != ':' && c != '.') {
                throw invalid("has an IPv6 address with a character that does not belong there");
            }
        }
        try {
            Inet6Address.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw invalid("has an IPv6 address that is none");
        }
    }

    private static void checkDnsCharacters(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '.') {
                throw invalid("has a host with a character that does not belong there");
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static InvalidIdentifierException invalid(String why) {
        return new InvalidIdentifierException("The server name " + why + ".");
    }
}
