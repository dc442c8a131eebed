package org.colloque.messaging.database.embedded;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postgresql.Driver;

/**
 * A PostgreSQL server as a child process, on a loopback port, with its data in a folder that outlives it.
 *
 * <p>When the child dies without having been asked to, it is started again on the same port; connections that were open are lost, and what was
 * committed is there.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "colloque";
    private static final long READY_SECONDS = 60;
    private static final long POLL_MILLIS = 25;
    private static final long RESTART_PAUSE_MILLIS = 500;

    private final ClusterDirectory cluster;
    private final PostgresProcess commands;
    private final FileLock lock;
    private final int port;
    private final String password;
    private volatile boolean closing;
    private volatile Process process;

    private EmbeddedPostgres(ClusterDirectory cluster, PostgresProcess commands, FileLock lock) throws IOException {
        this.cluster = cluster;
        this.commands = commands;
        this.lock = lock;
        this.port = cluster.port();
        this.password = cluster.password();
    }

    /** Starts with the programs unpacked inside {@code folder}. */
    public static EmbeddedPostgres start(Path folder, PostgresSettings settings) {
        return start(folder, folder, settings);
    }

    /**
     * Returns when the server answers and the service's database exists.
     *
     * @param folder        holds the data; made when it is not there
     * @param programFolder holds PostgreSQL's programs; may be shared
     * @throws EmbeddedPostgresException when it cannot be started
     */
    public static EmbeddedPostgres start(Path folder, Path programFolder, PostgresSettings settings) {
        var cluster = new ClusterDirectory(folder.toAbsolutePath());
        try {
            cluster.create();
            var binaries = PostgresBinaries.unpackBelow(programFolder.toAbsolutePath());
            var commands = new PostgresProcess(cluster, binaries, Unprivileged.forThisProcess(cluster.root()), settings);
            return startLocked(cluster, commands);
        } catch (IOException | SQLException failure) {
            throw new EmbeddedPostgresException("The embedded PostgreSQL in " + folder + " cannot be started: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("The start of the embedded PostgreSQL was interrupted.", interrupted);
        }
    }

    private static EmbeddedPostgres startLocked(ClusterDirectory cluster, PostgresProcess commands)
        throws IOException, SQLException, InterruptedException {
        FileLock lock = cluster.lock();
        boolean started = false;
        try {
            Orphans.end(cluster.data());
            if (cluster.isInitialised()) {
                commands.requireReadable();
            } else {
                commands.initialise();
            }
            var server = new EmbeddedPostgres(cluster, commands, lock);
            server.launch();
            server.createDatabase(DATABASE);
            started = true;
            return server;
        } finally {
            if (!started) {
                lock.channel().close();
            }
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String reactiveUrl() {
        return reactiveUrl(DATABASE);
    }

    public String reactiveUrl(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return ClusterDirectory.USERNAME;
    }

    public String password() {
        return password;
    }

    /** The process id of the postmaster, for supervision and for drills. */
    public long pid() {
        return process.pid();
    }

    /** Makes an empty database of that name when there is none. */
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database \"" + name + "\"");
        }
    }

    /** Stops the server; what was committed stays. Safe to call twice. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            if (process.isAlive()) {
                commands.stop();
            }
            lock.channel().close();
        } catch (IOException | EmbeddedPostgresException failure) {
            LOG.warnf("PostgreSQL did not stop by itself and is ended: %s", failure.getMessage());
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void launch() throws IOException, InterruptedException {
        process = commands.start(port);
        awaitReady();
        process.onExit().thenAcceptAsync(this::startAgain);
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (true) {
            try (Connection ready = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new EmbeddedPostgresException("The embedded PostgreSQL does not start, see " + cluster.log() + ": " + notYet.getMessage());
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private void startAgain(Process died) {
        while (!closing) {
            LOG.warnf("PostgreSQL ended with code %d and is started again", died.exitValue());
            if (restarted()) {
                return;
            }
        }
    }

    private synchronized boolean restarted() {
        if (closing) {
            return true;
        }
        try {
            Orphans.end(cluster.data());
            launch();
            return true;
        } catch (IOException | EmbeddedPostgresException failure) {
            LOG.warnf("PostgreSQL could not be started again, the next attempt follows: %s", failure.getMessage());
            return pause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(RESTART_PAUSE_MILLIS);
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", username());
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        return new Driver().connect(jdbcUrl(database), properties);
    }
}
