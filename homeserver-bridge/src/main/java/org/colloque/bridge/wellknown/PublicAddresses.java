package org.colloque.bridge.wellknown;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.colloque.messaging.config.ServerConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The addresses under which this server is reached from outside. */
@ApplicationScoped
public class PublicAddresses {

    private static final int HTTPS_PORT = 443;

    private final ServerConfig config;
    private final int tlsPort;
    private final boolean tls;

    PublicAddresses(
        ServerConfig config,
        @ConfigProperty(name = "quarkus.http.ssl-port", defaultValue = "8443") int tlsPort,
        @ConfigProperty(name = "quarkus.http.ssl.certificate.files") Optional<String> certificate
    ) {
        this.config = config;
        this.tlsPort = tlsPort;
        this.tls = certificate.isPresent();
    }

    /** Where clients send their requests, without a slash at the end. */
    public String clients() {
        return config.publicBaseUrl().map(url -> url.replaceFirst("/+$", "")).orElseGet(() -> "https://" + config.serverName());
    }

    /** Host and port at which other servers reach this one by TLS; empty when clients come without TLS and no certificate is configured. */
    public Optional<String> servers() {
        URI clients = URI.create(clients());
        if ("https".equals(clients.getScheme())) {
            return Optional.of(clients.getHost() + ":" + (clients.getPort() < 0 ? HTTPS_PORT : clients.getPort()));
        }
        return tls ? Optional.of(config.serverName().host() + ":" + ownPort()) : Optional.empty();
    }

    private int ownPort() {
        OptionalInt named = config.serverName().port();
        return named.orElse(tlsPort);
    }
}
