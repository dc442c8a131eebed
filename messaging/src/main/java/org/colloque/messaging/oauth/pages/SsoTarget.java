package org.colloque.messaging.oauth.pages;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a client wants a login token to be brought. */
record SsoTarget(String uri) {

    /** Addresses that a browser would run or read instead of going there. */
    private static final Set<String> SCRIPTS = Set.of("javascript", "data", "vbscript", "file", "blob", "about", "view-source", "filesystem");
    private static final int LONGEST = 4000;

    /** Empty when nobody may be sent there. */
    static Optional<SsoTarget> read(Optional<String> given) {
        try {
            URI uri = new URI(given.filter(address -> address.length() <= LONGEST).orElse(""));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            boolean good = !scheme.isEmpty() && !SCRIPTS.contains(scheme) && (!web || uri.getHost() != null && uri.getRawUserInfo() == null);
            return good ? Optional.of(new SsoTarget(uri.toString())) : Optional.empty();
        } catch (URISyntaxException invalid) {
            return Optional.empty();
        }
    }

    /** What tells people where it leads: the host, or the scheme of an application. */
    String shown() {
        URI target = URI.create(uri);
        return target.getHost() == null ? target.getScheme() + ":" : target.getHost();
    }

    String withToken(String token) {
        int hash = uri.indexOf('#');
        String address = hash < 0 ? uri : uri.substring(0, hash);
        return address + (address.indexOf('?') < 0 ? "?" : "&") + "loginToken=" + token + (hash < 0 ? "" : uri.substring(hash));
    }
}
