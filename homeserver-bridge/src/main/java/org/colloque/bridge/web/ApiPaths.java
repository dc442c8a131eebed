package org.colloque.bridge.web;

import java.util.List;

/** The paths that belong to the service's interfaces; every other one is the browser client's. */
final class ApiPaths {

    private static final List<String> PREFIXES = List.of("/_matrix", "/_synapse", "/.well-known", "/oauth2");
    private static final String OPERATION = "/q";
    /** Says for itself who may call it. */
    private static final String CALLS = "/livekit";
    /** Pages of the service's own, for people: no program of another origin may read them. */
    private static final String ACCOUNT = "/account";

    private ApiPaths() {
    }

    /** Whether programs of any origin may call this path. */
    static boolean contains(String path) {
        return PREFIXES.stream().anyMatch(prefix -> isBelow(path, prefix));
    }

    /** Whether the browser client must leave this path alone. */
    static boolean isReserved(String path) {
        return contains(path) || isBelow(path, OPERATION) || isBelow(path, CALLS) || isBelow(path, ACCOUNT);
    }

    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
