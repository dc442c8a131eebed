package org.colloque.messaging.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Path PROGRAMS = Path.of("target", "test-postgres", "programs");

    @TempDir
    Path folder;

    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @AfterEach
    void stopAll() {
        started.forEach(EmbeddedPostgres::close);
    }

    @Test
    void dataSurvivesStopAndStart() throws SQLException {
        EmbeddedPostgres first = start(folder);
        execute(first, "create table kept(value int)", "insert into kept values (42)");
        first.close();

        assertEquals("42", query(start(folder), "select value from kept"));
    }

    @Test
    void settingsAreDurableAndTheOnlyRoleHasAPassword() throws SQLException {
        EmbeddedPostgres postgres = start(folder);

        assertEquals("on", query(postgres, "show fsync"));
        assertEquals("on", query(postgres, "show synchronous_commit"));
        assertEquals("on", query(postgres, "show data_checksums"));
        assertEquals("scram-sha-256", query(postgres, "select distinct auth_method from pg_hba_file_rules"));
        assertThrows(SQLException.class, () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guess"));
    }

    @Test
    void postmasterThatIsKilledHealsWithinTenSeconds() throws Exception {
        EmbeddedPostgres postgres = start(folder);
        execute(postgres, "create table kept(value int)", "insert into kept values (7)");
        try (Connection held = connect(postgres)) {
            long killed = postgres.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            assertEquals("7", queryWithin(Duration.ofSeconds(10), postgres, "select value from kept"));
            assertNotEquals(killed, postgres.pid());
            assertThrows(SQLException.class, () -> held.createStatement().execute("select 1"));
        }
    }

    @Test
    void postgresThatOutlivedAKilledServiceIsReplaced() throws Exception {
        EmbeddedPostgres first = start(folder);
        execute(first, "create table kept(value int)", "insert into kept values (9)");
        first.close();
        ProcessHandle orphan = startOrphan();

        assertEquals("9", query(start(folder), "select value from kept"));
        orphan.onExit().get(5, TimeUnit.SECONDS);
    }

    @Test
    void folderThatIsInUseIsRefusedWithASentence() {
        start(folder);

        var refusal = assertThrows(EmbeddedPostgresException.class, () -> start(folder));

        assertTrue(refusal.getMessage().contains("colloque.data-directory"), refusal.getMessage());
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedWithASentence() throws IOException {
        start(folder).close();
        Files.writeString(folder.resolve("cluster").resolve("PG_VERSION"), "17\n");

        var refusal = assertThrows(EmbeddedPostgresException.class, () -> start(folder));

        assertTrue(refusal.getMessage().contains("PostgreSQL 17"), refusal.getMessage());
    }

    @Test
    void portIsKeptUnlessSomebodyElseTookIt() throws IOException {
        EmbeddedPostgres first = start(folder);
        String url = first.jdbcUrl();
        first.close();
        EmbeddedPostgres second = start(folder);
        assertEquals(url, second.jdbcUrl());
        second.close();

        int port = Integer.parseInt(Files.readString(folder.resolve("port")));
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertNotEquals(url, start(folder).jdbcUrl());
        }
    }

    private ProcessHandle startOrphan() throws Exception {
        var cluster = new ClusterDirectory(folder);
        var commands = new PostgresProcess(cluster, PostgresBinaries.unpackBelow(PROGRAMS), Unprivileged.forThisProcess(folder),
            PostgresSettings.durable());
        ProcessHandle orphan = commands.start(cluster.port()).toHandle();
        while (!Files.exists(cluster.data().resolve("postmaster.pid"))) {
            Thread.sleep(10);
        }
        return orphan;
    }

    private EmbeddedPostgres start(Path where) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(where, PROGRAMS, PostgresSettings.durable());
        started.add(postgres);
        return postgres;
    }

    private static String queryWithin(Duration patience, EmbeddedPostgres postgres, String sql) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return query(postgres, sql);
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (var connection = connect(postgres); var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
