package org.colloque.bridge.egress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.colloque.bridge.config.EgressConfig;
import org.colloque.bridge.config.FederationConfig;

/** Settings with short patience that let every server in. */
public record TestSettings(List<String> networks, List<Path> authorities) implements EgressConfig, FederationConfig {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Optional<List<String>> allowedNetworks() {
        return Optional.of(networks);
    }

    @Override
    public Duration connectTimeout() {
        return PATIENCE;
    }

    @Override
    public int connectionsPerDestination() {
        return 4;
    }

    @Override
    public Admission admission() {
        return Admission.OPEN;
    }

    @Override
    public Optional<Path> directory() {
        return Optional.empty();
    }

    @Override
    public Optional<List<Path>> trustedCertificates() {
        return authorities.isEmpty() ? Optional.empty() : Optional.of(authorities);
    }

    @Override
    public Optional<String> policyServerKey() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> identityServers() {
        return Optional.empty();
    }

    @Override
    public Duration retryMinimum() {
        return PATIENCE;
    }

    @Override
    public Duration retryMaximum() {
        return PATIENCE;
    }

    @Override
    public Duration requestTimeout() {
        return PATIENCE;
    }

    @Override
    public Duration longRequestTimeout() {
        return PATIENCE;
    }

    @Override
    public boolean omitMembers() {
        return false;
    }
}
