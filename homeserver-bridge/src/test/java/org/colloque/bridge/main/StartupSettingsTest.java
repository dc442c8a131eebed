package org.colloque.bridge.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.config.WrongSettingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartupSettingsTest {

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void complete() {
        settings.put("colloque.server-name", "ministry.example");
        settings.put("colloque.data-directory", folder.resolve("data").toString());
    }

    @Test
    void missingServerNameIsToldWithAnExample() {
        settings.remove("colloque.server-name");

        assertTrue(refusal().contains("colloque.server-name=ministry.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "colloque.server-name, not a name",
        "colloque.server-name, ministry.example:port",
        "colloque.rooms.default-version, 99",
        "colloque.public-base-url, ministry.example",
        "colloque.public-base-url, ftp://ministry.example",
        "colloque.data-directory, /proc/colloque",
        "quarkus.datasource.jdbc.url, jdbc:h2:mem",
        "colloque.media.max-upload-size, much",
    })
    void wrongSettingIsNamedInOneSentence(String name, String value) {
        settings.put(name, value);

        assertTrue(refusal().startsWith(name + " is "), refusal());
        assertFalse(refusal().contains("\n"));
    }

    @Test
    void dataDirectoryIsMade() {
        assertTrue(Files.isDirectory(StartupSettings.check(this::value).dataDirectory()));
    }

    @Test
    void withoutADatasourceTheEmbeddedOneIsUsed() {
        assertFalse(StartupSettings.check(this::value).datasource());
    }

    @Test
    void oneDatabaseAddressIsEnoughForBothDrivers() {
        settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://db:5432/colloque");

        var checked = StartupSettings.check(this::value);

        assertTrue(checked.datasource());
        assertEquals("postgresql://db:5432/colloque", checked.derived().get("quarkus.datasource.reactive.url"));
    }

    @Test
    void bodiesMayBeAsLargeAsUploads() {
        settings.put("colloque.media.max-upload-size", "200M");

        assertEquals(Long.toString(200L * 1024 * 1024), StartupSettings.check(this::value).derived().get("quarkus.http.limits.max-body-size"));
    }

    @Test
    void portInUseIsToldWithoutAStackTrace() throws IOException {
        var said = new ByteArrayOutputStream();

        int code = StartupFailure.explain(
            new RuntimeException(new QuarkusBindException("127.0.0.1", 8080, new BindException("taken"))), new PrintStream(said));

        assertEquals(2, code);
        assertEquals(1, said.toString().lines().count());
        assertTrue(said.toString().contains("8080"), said.toString());
    }

    @Test
    void settingThatDoesNotExistIsToldByItsName() {
        String said = said("SRCFG00050: colloque.sever-name in a.properties:8 does not map to any root");

        assertTrue(said.startsWith("There is no setting colloque.sever-name (in a.properties:8)"), said);
    }

    @Test
    void settingThatCannotBeReadIsToldWithWhatMayBeWritten() {
        String said = said("java.lang.IllegalArgumentException: SRCFG00039: The config property colloque.registration.mode with the config value "
            + "\"opn\" threw an Exception whilst being converted SRCFG00049: Cannot convert opn to enum class Mode, allowed values: closed,open,token");

        assertEquals("colloque.registration.mode is \"opn\", which cannot be used: write one of closed, open, token.", said.strip());
    }

    @Test
    void settingThatSeveralGroupsDoNotKnowIsToldOnce() {
        String unknown = "SRCFG00050: colloque.sever-name in a.properties:8 does not map to any root";

        assertEquals(1, said(unknown, unknown).lines().count());
    }

    private static String said(String... problems) {
        var said = new ByteArrayOutputStream();
        var invalid = new ConfigValidationException(Stream.of(problems).map(ConfigValidationException.Problem::new)
            .toArray(ConfigValidationException.Problem[]::new));
        assertEquals(2, StartupFailure.explain(new RuntimeException(invalid), new PrintStream(said)));
        return said.toString();
    }

    private String refusal() {
        return assertThrows(WrongSettingException.class, () -> StartupSettings.check(this::value)).getMessage();
    }

    private Optional<String> value(String property) {
        return Optional.ofNullable(settings.get(property));
    }
}
