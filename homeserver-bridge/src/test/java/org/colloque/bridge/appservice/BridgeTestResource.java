package org.colloque.bridge.appservice;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Registers two application services: one that the tests play ({@link TestBridge}), and one that wants to hear nothing. */
public final class BridgeTestResource implements QuarkusTestResourceLifecycleManager {

    static final Path FOLDER = Path.of("target", "test-application-services").toAbsolutePath();
    static final String QUIET_TOKEN = "as-token-of-the-quiet-one";

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(FOLDER);
            int port = freePort();
            Files.writeString(FOLDER.resolve("port"), Integer.toString(port));
            Path irc = Files.writeString(FOLDER.resolve("irc.yaml"), BridgeRegistration.irc(port));
            Path quiet = Files.writeString(FOLDER.resolve("quiet.yaml"), QUIET);
            return Map.of("colloque.application-services", irc + "," + quiet);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static int port() {
        try {
            return Integer.parseInt(Files.readString(FOLDER.resolve("port")));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final String QUIET = """
            id: quiet
            url: null
            as_token: as-token-of-the-quiet-one
            hs_token: hs-token-of-the-quiet-one
            sender_localpart: quiet
            namespaces:
              users:
                - exclusive: false
                  regex: "@shared_.*"
            """;

    @Override
    public void stop() {
        // The files go with the build's folder.
    }
}
