package org.colloque.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/configuration.md} to the code; with {@code -Dhouse.docs.write=true} it writes the page instead. */
class ConfigurationDocumentTest {

    private static final Path PAGE = Sources.REPOSITORY.resolve("docs").resolve("configuration.md");

    @Test
    void pageTellsTheSettingsThatThereAre() throws IOException {
        String expected = new ConfigurationDocument().text();
        if (Boolean.getBoolean("house.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        String found = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertEquals(expected, found, "docs/configuration.md is stale: run ./colloque docs and commit it");
    }
}
