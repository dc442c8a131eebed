package org.colloque.bridge.directory;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.bridge.config.FederationConfig.Admission;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.jboss.logging.Logger;

/** The directory of servers: who is admitted, where they are, which keys they have. The file is read again when it changes. */
@Startup
@ApplicationScoped
public class ServerDirectory {

    private static final Logger LOG = Logger.getLogger(ServerDirectory.class);
    private static final long LOOK_EVERY_MILLISECONDS = 1000;

    private final Admission admission;
    private final Optional<Path> file;
    private final ServerName own;
    private final Vertx vertx;
    private volatile Map<ServerName, DirectoryEntry> entries = Map.of();
    private FileTime readVersion;

    ServerDirectory(FederationConfig config, ServerConfig server, Vertx vertx) {
        this.admission = config.admission();
        this.file = config.directory();
        this.own = server.serverName();
        this.vertx = vertx;
    }

    @PostConstruct
    void start() {
        file.ifPresent(path -> {
            try {
                read(path);
            } catch (IOException | IllegalArgumentException failure) {
                throw new WrongSettingException("colloque.federation.directory names \"" + path
                        + "\", which is not a directory of servers (" + failure.getMessage()
                        + "): write the path of a JSON file such as docs/configuration.md shows.");
            }
            vertx.setPeriodic(LOOK_EVERY_MILLISECONDS, timer -> vertx.executeBlocking(() -> readAgain(path), false));
        });
    }

    /** Whether this server talks with that one. */
    public boolean admits(ServerName server) {
        return server.equals(own) || admission == Admission.OPEN || entries.containsKey(server);
    }

    /** Fails with {@code M_FORBIDDEN} if the server is not admitted. */
    public void requireAdmitted(ServerName server) {
        if (!admits(server)) {
            throw MatrixException.forbidden("The server " + server + " is not in this installation's directory.");
        }
    }

    public Optional<DirectoryEntry> find(ServerName server) {
        return Optional.ofNullable(entries.get(server));
    }

    private Void readAgain(Path path) {
        try {
            if (!Files.getLastModifiedTime(path).equals(readVersion)) {
                read(path);
                LOG.infof("The directory lists %d servers now", entries.size());
            }
        } catch (IOException | IllegalArgumentException failure) {
            LOG.warnf("The directory %s cannot be read (%s): what was read before stays", path, failure.getMessage());
        }
        return null;
    }

    private synchronized void read(Path path) throws IOException {
        FileTime version = Files.getLastModifiedTime(path);
        byte[] json = Files.readAllBytes(path);
        readVersion = version;
        entries = DirectoryFile.parse(json);
    }
}
