package org.colloque.messaging.database.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The folder of one embedded PostgreSQL: its programs, its data, the password and the port that were chosen for it.
 *
 * <p>It may be copied while the server is stopped and started elsewhere: nothing in it names a place.
 */
record ClusterDirectory(Path root) {

    static final String USERNAME = "colloque";

    private static final int PASSWORD_BYTES = 24;
    private static final long MAX_LOG_BYTES = 10_000_000;

    Path data() {
        return root.resolve("cluster");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    boolean isInitialised() {
        return Files.exists(data().resolve("global").resolve("pg_control"));
    }

    /** @throws EmbeddedPostgresException when another major version of PostgreSQL wrote the data */
    void requireVersion(String shipped) throws IOException {
        String written = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!shipped.equals(written)) {
            throw new EmbeddedPostgresException("The data in " + root + " was written by PostgreSQL " + written + " and this version brings PostgreSQL "
                + shipped + ": dump it with the version before and load the dump into an empty data directory, as docs/operation.md says.");
        }
    }

    void create() throws IOException {
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * Holds the folder for this process until it ends.
     *
     * @throws EmbeddedPostgresException when another process holds it
     */
    FileLock lock() throws IOException {
        FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // Told below, as when another process holds it.
        }
        channel.close();
        throw new EmbeddedPostgresException("The data directory " + root.getParent() + " is in use by another running server: "
            + "stop that one, or set colloque.data-directory to another folder.");
    }

    /** The password of the only role, made at the first call. */
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            byte[] secret = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(secret);
            writePrivately(passwordFile(), HexFormat.of().formatHex(secret));
        }
        return Files.readString(passwordFile()).strip();
    }

    /** The port of the last start when it is free, else a free one, which is kept. */
    int port() throws IOException {
        Path file = root.resolve("port");
        if (Files.exists(file)) {
            int kept = Integer.parseInt(Files.readString(file).strip());
            if (isFree(kept)) {
                return kept;
            }
        }
        int chosen = anyFreePort();
        writePrivately(file, Integer.toString(chosen));
        return chosen;
    }

    /** Where PostgreSQL writes what it has to say; the file before it is kept when it has grown large. */
    Path log() throws IOException {
        Path log = root.resolve("postgresql.log");
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, root.resolve("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFreePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void writePrivately(Path file, String content) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
