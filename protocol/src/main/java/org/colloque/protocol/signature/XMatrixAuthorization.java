package org.colloque.protocol.signature;

import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;

/**
 * The {@code Authorization} header of a federation request. Spec: server-server-api, "Request Authentication".
 *
 * @param destination absent in requests of servers that are older than version 1.3 of the specification
 * @param signature unpadded base64
 */
public record XMatrixAuthorization(ServerName origin, Optional<ServerName> destination, KeyId key, String signature) {
    public static final String SCHEME = "X-Matrix";

    /** @throws InvalidSignatureException if the header is not of this scheme, or misses or repeats a parameter */
    public static XMatrixAuthorization parse(String header) {
        if (!isXMatrix(header)) {
            throw new InvalidSignatureException("The Authorization header's scheme is not X-Matrix.");
        }
        Map<String, String> parameters = new AuthorizationParameters(header, SCHEME.length()).read();
        String signature = parameters.getOrDefault("sig", parameters.get("signature"));
        if (signature == null || signature.isEmpty()) {
            throw new InvalidSignatureException("The X-Matrix header has no 'sig'.");
        }
        try {
            return new XMatrixAuthorization(
                    new ServerName(required(parameters, "origin")),
                    Optional.ofNullable(parameters.get("destination")).map(ServerName::new),
                    new KeyId(required(parameters, "key")),
                    signature);
        } catch (InvalidIdentifierException e) {
            throw new InvalidSignatureException("The X-Matrix header is not valid. " + e.getMessage());
        }
    }

    /** Whether the header is of this scheme, whose name is case-insensitive as that of every scheme. */
    public static boolean isXMatrix(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && header.length() > SCHEME.length() && header.charAt(SCHEME.length()) == ' ';
    }

    /** The header's value. Nothing in it can need a backslash. */
    public String toHeader() {
        return SCHEME + " origin=\"" + origin + "\""
                + destination.map(name -> ",destination=\"" + name + "\"").orElse("")
                + ",key=\"" + key + "\",sig=\"" + signature + "\"";
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new InvalidSignatureException("The X-Matrix header has no '" + name + "'.");
        }
        return value;
    }
}
