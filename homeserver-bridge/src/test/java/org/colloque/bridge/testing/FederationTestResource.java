package org.colloque.bridge.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Settings with which the service federates with peers that the test starts. */
public final class FederationTestResource implements QuarkusTestResourceLifecycleManager {

    static final Path FOLDER = Path.of("target", "test-federation").toAbsolutePath();
    static final Path DIRECTORY = FOLDER.resolve("directory.json");

    /** The names of peers for tests that need many. */
    public static final List<String> MANY = IntStream.range(0, 20).mapToObj(n -> "peer" + n + ".example").toList();

    @Override
    public Map<String, String> start() {
        Certificates certificates = Certificates.in(FOLDER, Stream.concat(Stream.of("peer.example", "other.example", "rotating.example", "localhost",
                "127.0.0.1"), MANY.stream()).toArray(String[]::new));
        try {
            Files.writeString(DIRECTORY, "{\"servers\": []}");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return Map.ofEntries(
                Map.entry("colloque.server-name", "ministry.example"),
                Map.entry("colloque.registration.mode", "open"),
                Map.entry("colloque.federation.directory", DIRECTORY.toString()),
                Map.entry("colloque.federation.trusted-certificates", certificates.pem().toString()),
                Map.entry("colloque.federation.retry-minimum", "1s"),
                Map.entry("colloque.federation.request-timeout", "5s"),
                Map.entry("colloque.federation.identity-servers", IdentityServer.NAME.reserve()),
                Map.entry("colloque.egress.allowed-networks", "127.0.0.0/8"),
                Map.entry("colloque.previews.hosts", "127.0.0.1,10.1.2.3,*.pages.example"),
                Map.entry("colloque.push.gateways", PushGateway.NAME.reserve()),
                Map.entry("colloque.push.retry-minimum", "1s"),
                Map.entry("colloque.push.retry-maximum", "2s"));
    }

    @Override
    public void stop() {
        // The files go with the build's folder.
    }
}
