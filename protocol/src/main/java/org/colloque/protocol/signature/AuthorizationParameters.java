package org.colloque.protocol.signature;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the parameters of an {@code Authorization} header: names in any case, values quoted or not, blanks around commas and equals
 * signs. Unquoted values may hold what tokens may not, as older servers leave colons unquoted.
 */
final class AuthorizationParameters {
    private final String header;
    private int at;

    AuthorizationParameters(String header, int start) {
        this.header = header;
        this.at = start;
    }

    /** @throws InvalidSignatureException if this is not a list of parameters, or one is repeated */
    Map<String, String> read() {
        Map<String, String> parameters = new HashMap<>();
        skipBlanksAndCommas();
        while (at < header.length()) {
            String name = name();
            String value = at < header.length() && header.charAt(at) == '"' ? quoted() : unquoted();
            if (parameters.put(name, value) != null) {
                throw invalid("repeats '" + name + "'");
            }
            skipBlanks();
            if (at < header.length() && header.charAt(at) != ',') {
                throw invalid("has no comma after '" + name + "'");
            }
            skipBlanksAndCommas();
        }
        return parameters;
    }

    private String name() {
        int start = at;
        while (at < header.length() && header.charAt(at) != '=' && !isBlank(header.charAt(at)) && header.charAt(at) != ',') {
            at++;
        }
        String name = header.substring(start, at).toLowerCase(Locale.ROOT);
        skipBlanks();
        if (name.isEmpty() || at == header.length() || header.charAt(at) != '=') {
            throw invalid("has a parameter without name or value");
        }
        at++;
        skipBlanks();
        return name;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            if (header.charAt(at) == '\\') {
                at++;
            }
            if (at < header.length()) {
                value.append(header.charAt(at));
            }
        }
        if (at >= header.length()) {
            throw invalid("has a quote that is not closed");
        }
        at++;
        return value.toString();
    }

    private String unquoted() {
        int start = at;
        while (at < header.length() && header.charAt(at) != ',' && !isBlank(header.charAt(at))) {
            at++;
        }
        return header.substring(start, at);
    }

    private void skipBlanks() {
        while (at < header.length() && isBlank(header.charAt(at))) {
            at++;
        }
    }

    private void skipBlanksAndCommas() {
        while (at < header.length() && (isBlank(header.charAt(at)) || header.charAt(at) == ',')) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static InvalidSignatureException invalid(String why) {
        return new InvalidSignatureException("The X-Matrix header " + why + ".");
    }
}
