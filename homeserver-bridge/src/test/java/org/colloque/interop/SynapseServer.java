package org.colloque.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Api;
import org.colloque.product.Certificates;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;

/** Synapse as a process, from an environment of Python in which it is installed. */
final class SynapseServer implements Homeserver {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "the secret of registration";

    private final Path python;
    private final Path folder;
    private final Link link;
    private final Api api;
    private Process process;

    /** One that is not started yet. */
    SynapseServer(Path python, Path folder, Certificates certificates) {
        int tlsPort = ServiceProcess.freePort();
        int port = ServiceProcess.freePort();
        this.python = python;
        this.folder = folder;
        this.link = new Link(tlsPort).heal();
        this.api = new Api(URI.create("http://127.0.0.1:" + port));
        Path certificate = certificates.issue("synapse", "localhost");
        String settings = new SynapseSettings(serverName(), port, tlsPort, folder, SECRET)
            .text(certificate, certificates.key("synapse"), certificates.authority());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("homeserver.yaml"), settings);
            Files.writeString(folder.resolve("log.yaml"), SynapseSettings.log(folder.resolve("synapse.log")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String make() {
        return "synapse";
    }

    @Override
    public String serverName() {
        return "localhost:" + link.port();
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public Person register(String name) {
        return Person.register(api, SECRET, name);
    }

    @Override
    public void start() {
        try {
            process = new ProcessBuilder(python.toString(), "-m", "synapse.app.homeserver", "--config-path", "homeserver.yaml")
                .directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile())).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Patience.of(PATIENCE).until("Synapse is ready, see " + folder, this::isReady);
    }

    @Override
    public void stop() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
        api.close();
        link.close();
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Synapse did not start, see " + folder);
        }
        try {
            return api.get("/health", null).ok();
        } catch (Api.NoAnswer notYet) {
            return false;
        }
    }
}
