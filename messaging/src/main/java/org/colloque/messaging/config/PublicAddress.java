package org.colloque.messaging.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Where people and their clients reach this installation. */
@ApplicationScoped
public class PublicAddress {

    private final String base;

    PublicAddress(ServerConfig config) {
        this.base = config.publicBaseUrl().map(url -> url.replaceFirst("/+$", "")).orElseGet(() -> "https://" + config.serverName());
    }

    /** The full address of a path, which begins with a slash. */
    public String of(String path) {
        return base + path;
    }

    /** The same without scheme and host: for links among the service's own pages. */
    public String local(String path) {
        String prefix = URI.create(base).getRawPath();
        return prefix == null ? path : prefix + path;
    }

    /** Whether everybody comes by TLS. */
    public boolean isSecure() {
        return base.startsWith("https:");
    }
}
