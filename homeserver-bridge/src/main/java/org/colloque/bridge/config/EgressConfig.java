package org.colloque.bridge.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What outbound connections may do. */
@ConfigMapping(prefix = "colloque.egress")
public interface EgressConfig {

    /**
     * Networks in CIDR notation ({@code 10.1.0.0/16, fd00::/8}) that connections may go to although they are private, loopback
     * or otherwise not public. None by default.
     */
    Optional<List<String>> allowedNetworks();

    /** How long a connection may take to be made. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How many connections one destination may take up. */
    @WithDefault("8")
    int connectionsPerDestination();
}
