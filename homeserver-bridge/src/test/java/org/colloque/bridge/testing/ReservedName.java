package org.colloque.bridge.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name of a server of this machine which the settings of the service under test hold before the server runs.
 *
 * @param file where it is written down
 */
record ReservedName(Path file) {

    static ReservedName of(String server) {
        return new ReservedName(FederationTestResource.FOLDER.resolve(server));
    }

    /** Finds a place for the server, for the settings of the service. */
    String reserve() {
        try (ServerSocket socket = new ServerSocket(0)) {
            String name = "localhost:" + socket.getLocalPort();
            Files.writeString(file, name);
            return name;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String name() {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Starts what answers there. */
    FakePeer start() {
        String name = name();
        return new FakePeer(name, Integer.parseInt(name.substring(name.indexOf(':') + 1)));
    }
}
