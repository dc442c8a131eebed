package org.colloque.messaging.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL processes that outlived the service that started them, or the postmaster that they belonged to.
 *
 * <p>A process belongs to a cluster when its working directory is the cluster's: process ids in files are not to be trusted after a crash.
 */
final class Orphans {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Orphans() {
    }

    /**
     * Ends every process of the cluster, and removes the file that would make PostgreSQL believe that one still runs. What was committed is in the
     * write-ahead log, so ending them at once loses nothing.
     */
    static void end(Path cluster) throws IOException {
        if (!Files.exists(cluster)) {
            return;
        }
        Path directory = cluster.toRealPath();
        List<ProcessHandle> orphans = ProcessHandle.allProcesses().filter(process -> worksIn(process, directory)).toList();
        orphans.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle orphan : orphans) {
            awaitEnd(orphan.onExit());
        }
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    private static boolean worksIn(ProcessHandle process, Path directory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(directory);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static void awaitEnd(CompletableFuture<ProcessHandle> end) {
        try {
            end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            throw new EmbeddedPostgresException("A PostgreSQL of an earlier run cannot be ended: end it by hand, then start again.", stillThere);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("The start was interrupted.", interrupted);
        }
    }
}
