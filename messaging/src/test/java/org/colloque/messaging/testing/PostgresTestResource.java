package org.colloque.messaging.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.database.embedded.EmbeddedPostgres;
import org.colloque.messaging.database.embedded.PostgresSettings;

/**
 * A fresh, empty database for the application under test, on the one PostgreSQL of the test run.
 *
 * <p>The server's address is kept in system properties: Quarkus loads this class anew for each application.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    private static final String SERVER = "testing.colloque.postgres.server";
    private static final String PASSWORD = "testing.colloque.postgres.password";
    private static final String USERNAME = "colloque";

    @Override
    public Map<String, String> start() {
        String server = server();
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        createDatabase(server, database);
        return Map.of(
            "quarkus.datasource.reactive.url", "postgresql://" + server + "/" + database,
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + server + "/" + database,
            "quarkus.datasource.username", USERNAME,
            "quarkus.datasource.password", System.getProperty(PASSWORD));
    }

    @Override
    public void stop() {
        // The server is shared by all applications of the run: it ends with the JVM.
    }

    private static synchronized String server() {
        String running = System.getProperty(SERVER);
        return running != null ? running : startServer();
    }

    private static String startServer() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(freshFolder(), programFolder(), PostgresSettings.fastAndForgetful());
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        String address = postgres.reactiveUrl().replaceFirst("^postgresql://", "").replaceFirst("/.*$", "");
        System.setProperty(PASSWORD, postgres.password());
        System.setProperty(SERVER, address);
        return address;
    }

    private static Path freshFolder() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-postgres"));
            return Files.createTempDirectory(parent, "run-");
        } catch (IOException failure) {
            throw new IllegalStateException("No folder for the test database", failure);
        }
    }

    private static Path programFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"), "colloque-test-postgres-" + System.getProperty("user.name"));
    }

    private static void createDatabase(String server, String name) {
        String url = "jdbc:postgresql://" + server + "/postgres";
        try (var connection = DriverManager.getConnection(url, USERNAME, System.getProperty(PASSWORD));
             var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("No test database", failure);
        }
    }
}
