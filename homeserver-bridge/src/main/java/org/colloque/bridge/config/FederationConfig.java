package org.colloque.bridge.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which servers this server talks with, and how. */
@ConfigMapping(prefix = "colloque.federation")
public interface FederationConfig {

    /** {@code directory}: only servers that the directory lists. {@code open}: any server. */
    @WithDefault("directory")
    Admission admission();

    /**
     * A JSON file, read again when it changes: {@code {"servers": [{"name": "a.example", "endpoint": "10.0.0.1:8448",
     * "verify_keys": {"ed25519:1": "base64"}}]}}; {@code endpoint} and {@code verify_keys} may be missing.
     */
    Optional<Path> directory();

    /** PEM files with certificates of authorities that are trusted beside the system's. */
    Optional<List<Path>> trustedCertificates();

    /** The wait after the first failure of a destination; it doubles with each further one. */
    @WithDefault("10s")
    Duration retryMinimum();

    /** The longest wait before a failed destination is tried again. */
    @WithDefault("1h")
    Duration retryMaximum();

    /** How long another server may take to answer an ordinary request. */
    @WithDefault("30s")
    Duration requestTimeout();

    /** How long another server may take to take in a transaction, or to answer a join. */
    @WithDefault("2m")
    Duration longRequestTimeout();

    /**
     * Whether rooms of other servers are entered without their members, who follow behind the answer. The members of a room are then asked for once
     * more; a room with very much state is entered in two steps in any case.
     */
    @WithDefault("false")
    boolean omitMembers();

    /**
     * Identity servers that may be asked whose an e-mail address is, as host names with a port if need be ({@code id.example}): with them
     * people can be invited by address. None by default: such invites are refused.
     */
    Optional<List<String>> identityServers();

    /**
     * The public key (Ed25519, base64) of the policy server that is run under this server's name: published for those who want to name it in their
     * rooms. Not set where there is none.
     */
    Optional<String> policyServerKey();

    /** Which servers are admitted. */
    enum Admission {
        DIRECTORY, OPEN
    }
}
