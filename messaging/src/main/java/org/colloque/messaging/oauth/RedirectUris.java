package org.colloque.messaging.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where clients may have people sent back to. Spec: client-server-api, "Redirect URI validation"; RFC 8252, section 7. */
final class RedirectUris {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RedirectUris() {
    }

    /** Whether a client at this address may register the redirection. */
    static boolean mayRegister(String redirect, URI client, boolean isNative) {
        URI uri = parse(redirect);
        if (uri == null || uri.getScheme() == null || redirect.indexOf('#') >= 0) {
            return false;
        }
        return switch (uri.getScheme()) {
            case "https" -> isBelow(uri, client);
            case "http" -> isNative && isLoopback(uri) && uri.getPort() < 0 && uri.getRawAuthority().equals(uri.getHost());
            default -> isNative && isOfApplication(uri, client);
        };
    }

    /** Whether a redirection that is asked for is the registered one: letter by letter, but for the port of the loopback interface. */
    static boolean matches(String asked, String registered) {
        if (asked.equals(registered)) {
            return true;
        }
        URI uri = parse(asked);
        if (uri == null || !"http".equals(uri.getScheme()) || !isLoopback(uri) || uri.getPort() < 0) {
            return false;
        }
        return (uri.getHost() + ":" + uri.getPort()).equals(uri.getRawAuthority())
                && asked.replaceFirst(":" + uri.getPort() + "(?=[/?]|$)", "").equals(registered);
    }

    /** Whether an address is on the client's host, or on one below it. */
    static boolean isBelow(URI uri, URI client) {
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String base = client.getHost().toLowerCase(Locale.ROOT);
        return host.equals(base) || host.endsWith("." + base);
    }

    /** An absolute address, or null when it is none. */
    static URI parse(String address) {
        try {
            URI uri = new URI(address);
            return uri.isAbsolute() ? uri : null;
        } catch (URISyntaxException invalid) {
            return null;
        }
    }

    private static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost()) && uri.getRawUserInfo() == null;
    }

    /** A scheme of the application's own: the client's host from the end, and no authority. */
    private static boolean isOfApplication(URI uri, URI client) {
        List<String> labels = new ArrayList<>(List.of(client.getHost().toLowerCase(Locale.ROOT).split("\\.")));
        Collections.reverse(labels);
        String reversed = String.join(".", labels);
        String scheme = uri.getScheme();
        boolean ofClient = scheme.equals(reversed) || scheme.startsWith(reversed + ".");
        return ofClient && labels.size() > 1 && !uri.getRawSchemeSpecificPart().startsWith("//");
    }
}
