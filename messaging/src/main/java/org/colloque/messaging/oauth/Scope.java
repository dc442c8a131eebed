package org.colloque.messaging.oauth;

import java.util.List;
import java.util.stream.Stream;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.InvalidIdentifierException;

/**
 * What a client asks for: the whole client-server API, as one device. Spec: client-server-api, "Scope".
 *
 * @param text the tokens that are granted, as the client wrote them
 */
public record Scope(DeviceId device, String text) {

    public static final String API = "urn:matrix:client:api:*";
    private static final String DEVICE = "urn:matrix:client:device:";
    /** What both were called before they stood in the specification; clients in use still do. Spec: MSC2967, "Unstable prefix". */
    private static final String OLDER_API = "urn:matrix:org.matrix.msc2967.client:api:*";
    private static final String OLDER_DEVICE = "urn:matrix:org.matrix.msc2967.client:device:";
    private static final int LONGEST_DEVICE = 255;

    /**
     * Reads a scope; tokens that mean nothing here are left out of what is granted.
     *
     * @throws OAuthException {@code invalid_scope} unless it names the API and exactly one device
     */
    public static Scope read(String scope) {
        List<String> tokens = Stream.of(scope.split(" ")).distinct().toList();
        List<String> devices = tokens.stream().filter(Scope::isDevice).toList();
        List<String> apis = tokens.stream().filter(token -> token.equals(API) || token.equals(OLDER_API)).toList();
        if (apis.isEmpty()) {
            throw invalid("The scope must hold " + API + ".");
        }
        if (devices.stream().map(Scope::deviceOf).distinct().count() != 1) {
            throw invalid("The scope must name exactly one device.");
        }
        String granted = String.join(" ", Stream.concat(apis.stream(), devices.stream()).toList());
        return new Scope(device(deviceOf(devices.getFirst())), granted);
    }

    private static boolean isDevice(String token) {
        return token.startsWith(DEVICE) || token.startsWith(OLDER_DEVICE);
    }

    private static String deviceOf(String token) {
        return token.substring(token.startsWith(DEVICE) ? DEVICE.length() : OLDER_DEVICE.length());
    }

    /** Spec: RFC 6749, "Access Token Scope", for the characters. */
    private static DeviceId device(String id) {
        boolean plain = id.chars().allMatch(c -> c == '!' || c >= '#' && c <= '[' || c >= ']' && c <= '~');
        if (!plain || id.length() > LONGEST_DEVICE) {
            throw invalid("The scope names a device that cannot be called so.");
        }
        try {
            return DeviceId.parse(id);
        } catch (InvalidIdentifierException invalid) {
            throw invalid("The scope names a device that cannot be called so.");
        }
    }

    private static OAuthException invalid(String description) {
        return new OAuthException("invalid_scope", description);
    }
}
