package org.colloque.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.colloque.product.Api;
import org.colloque.product.Certificates;
import org.colloque.product.Ministries;
import org.colloque.product.ServiceProcess;
import org.colloque.protocol.id.ServerName;

/** Our own service, with its durable settings, in a folder that goes when the measurements are done; and a second one beside it. */
final class OwnServers implements AutoCloseable {

    private static final int SETTLE_SECONDS = 10;

    private final Path folder;
    private final Ministries ministries;
    private final ServiceProcess server;

    private OwnServers(Path folder) {
        this.folder = folder;
        this.ministries = Ministries.below(folder);
        this.server = ministries.first();
    }

    static OwnServers prepare() throws IOException {
        return new OwnServers(Files.createTempDirectory("colloque-bench"));
    }

    /** Starts it twice: the first start makes the database, the second is the one that counts. */
    void start(Options options, Report report) {
        server.start();
        if (!options.wants("start")) {
            return;
        }
        server.stop();
        long start = System.nanoTime();
        server.launch();
        server.awaitReady();
        report.atMost("from start to the first answer", (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1), "s", 3);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(options.seconds(SETTLE_SECONDS)));
        report.atMost("resident when idle (server and database)", processes().residentMib(), "MiB", 350);
    }

    Target target() {
        return new Target(server.api(), ServiceProcess.SECRET, processes(), Optional.of(server.data().resolve("database")).flatMap(OwnServers::tables));
    }

    Api startPeer() {
        return ministries.second().start().api();
    }

    /** Servers that the measurement plays itself, beside the first one. */
    Peers peers() {
        return new Peers(folder.resolve("directory.json"), new Certificates(folder.resolve("certificates")), new ServerName(Ministries.FIRST),
            server.api().address());
    }

    void finish(Options options, Report report) {
        if (options.wants("size")) {
            report.figure("resident after the load (server and database)", processes().residentMib(), "MiB");
        }
    }

    @Override
    public void close() {
        ministries.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Processes processes() {
        return new Processes(Set.of(server.pid()));
    }

    private static Optional<Path> tables(Path database) {
        try (var files = Files.find(database, 3, (path, attributes) -> attributes.isDirectory() && path.endsWith("base"))) {
            return files.findFirst();
        } catch (IOException failure) {
            return Optional.empty();
        }
    }
}
