package org.colloque.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, started as an administrator starts it; its data outlive the process. */
public final class ServiceProcess implements AutoCloseable {

    public static final String SECRET = "the secret of registration";

    private static final Path REPOSITORY = repository();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final int port = freePort();
    private final Api api = new Api(URI.create("http://127.0.0.1:" + port));
    private Process process;

    /** A service that is not started yet, with all its files below a folder. */
    public ServiceProcess(String serverName, Path folder) {
        this.folder = folder;
        set("colloque.server-name", serverName);
        set("colloque.data-directory", folder.resolve("data").toString());
        set("colloque.public-base-url", api.address().toString());
        set("colloque.registration.shared-secret", SECRET);
        set("colloque.rate-limits.enabled", "false");
        set("colloque.passwords.memory", "64");
        set("colloque.passwords.iterations", "1");
        set("quarkus.http.host", "127.0.0.1");
        set("quarkus.http.port", String.valueOf(port));
    }

    /** Changes a setting for the next start. */
    public ServiceProcess set(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Makes this another node on the embedded database of a service that runs. */
    public ServiceProcess onDatabaseOf(ServiceProcess other) {
        Path database = other.data().resolve("database");
        try {
            set("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + Files.readString(database.resolve("port")).strip() + "/colloque");
            set("quarkus.datasource.username", "colloque");
            set("quarkus.datasource.password", Files.readString(database.resolve("password")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Starts it and waits until it is ready. */
    public ServiceProcess start() {
        launch();
        awaitReady();
        return this;
    }

    /** Starts it without waiting. */
    public void launch() {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("settings.properties");
            Files.write(file, settings.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
            process = new ProcessBuilder(REPOSITORY.resolve("colloque").toString(), "serve", file.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The service did not start, see " + log());
            }
            pause(20);
        }
    }

    public boolean isReady() {
        try {
            return api.get("/q/health/ready", null).ok();
        } catch (Api.NoAnswer notYet) {
            return false;
        }
    }

    public Api api() {
        return api;
    }

    public Path data() {
        return folder.resolve("data");
    }

    public Path log() {
        return folder.resolve("service.log");
    }

    public long pid() {
        return process.pid();
    }

    /** Memory that the service's own process holds now, in MiB. */
    public double residentMib() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
                .findFirst().orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Person register(String name) {
        return Person.register(api, SECRET, name);
    }

    /** {@code kill -9} of the service; its database is left behind. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** {@code kill -9} of the embedded PostgreSQL's first process. */
    public void killDatabase() {
        database().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Ends the service in good order, and its database in any case. */
    public void stop() {
        if (process != null) {
            Optional<ProcessHandle> database = database();
            process.destroy();
            awaitEnd();
            database.ifPresent(ProcessHandle::destroy);
        }
    }

    @Override
    public void close() {
        stop();
        api.close();
    }

    /** The postmaster, by the file that PostgreSQL keeps beside its data. */
    private Optional<ProcessHandle> database() {
        try (var files = Files.find(data(), 4, (path, attributes) -> path.endsWith("postmaster.pid"))) {
            Optional<Path> file = files.findFirst();
            return file.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(Files.readAllLines(file.get()).getFirst()));
        } catch (IOException | UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A port of this machine that nobody uses now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("colloque")) && Files.exists(here.resolve("bin")) ? here : here.getParent();
    }
}
