package org.colloque.messaging.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The commands that make, start and stop one cluster. */
final class PostgresProcess {

    private static final long INITIALISATION_SECONDS = 120;
    private static final String STOP_SECONDS = "30";

    private final ClusterDirectory cluster;
    private final PostgresBinaries binaries;
    private final Unprivileged unprivileged;
    private final PostgresSettings settings;

    PostgresProcess(ClusterDirectory cluster, PostgresBinaries binaries, Unprivileged unprivileged, PostgresSettings settings) {
        this.cluster = cluster;
        this.binaries = binaries;
        this.unprivileged = unprivileged;
        this.settings = settings;
    }

    /** @throws EmbeddedPostgresException when these programs cannot read the cluster's data */
    void requireReadable() throws IOException, InterruptedException {
        cluster.requireVersion(binaries.majorVersion());
    }

    /** Texts compare by their bytes, so that an index made on one machine is right on every other. */
    void initialise() throws IOException, InterruptedException {
        cluster.password();
        unprivileged.own(cluster.root());
        var arguments = new ArrayList<>(List.of(
            "--pgdata=" + cluster.data(), "--data-checksums", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8", "--auth=scram-sha-256", "--username=" + ClusterDirectory.USERNAME, "--pwfile=" + cluster.passwordFile()));
        if ("off".equals(settings.parameters().get("fsync"))) {
            arguments.add("--no-sync");
        }
        run("initdb", arguments);
    }

    Process start(int port) throws IOException {
        unprivileged.own(cluster.root());
        var arguments = new ArrayList<>(List.of("-D", cluster.data().toString(), "-c", "port=" + port));
        arguments.addAll(settings.asArguments());
        return new ProcessBuilder(unprivileged.command(binaries.program("postgres"), arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()))
            .start();
    }

    /** Open transactions are rolled back, then everything is written out. */
    void stop() throws IOException, InterruptedException {
        run("pg_ctl", List.of("-D", cluster.data().toString(), "-m", "fast", "-w", "-t", STOP_SECONDS, "stop"));
    }

    private void run(String program, List<String> arguments) throws IOException, InterruptedException {
        Path executable = binaries.program(program);
        Process process = new ProcessBuilder(unprivileged.command(executable, arguments)).redirectErrorStream(true).start();
        CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> read(process));
        if (!process.waitFor(INITIALISATION_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new EmbeddedPostgresException("PostgreSQL's " + program + " did not end within " + INITIALISATION_SECONDS + " s.");
        }
        if (process.exitValue() != 0) {
            throw new EmbeddedPostgresException("PostgreSQL's " + program + " failed: " + said.join().strip());
        }
    }

    private static String read(Process process) {
        try (var output = process.inputReader()) {
            return String.join("\n", output.readAllLines());
        } catch (IOException unreadable) {
            return unreadable.getMessage();
        }
    }
}
