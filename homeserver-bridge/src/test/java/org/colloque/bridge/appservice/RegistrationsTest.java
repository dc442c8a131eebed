package org.colloque.bridge.appservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationsTest {

    private static final ServerName SERVER = new ServerName("ministry.example");

    @TempDir
    private Path folder;

    @Test
    void registrationIsReadWithAllThatItSays() throws IOException {
        ApplicationService service = read(BridgeRegistration.irc(9)).getFirst();
        assertEquals("IRC Bridge", service.id());
        assertEquals("http://127.0.0.1:9", service.url().orElseThrow().toString());
        assertEquals(new UserId("@_irc_bot:ministry.example"), service.sender());
        assertEquals(new ApplicationService.Wishes(false, List.of("irc"), true, true), service.wishes());
        assertTrue(service.owns(new UserId("@_irc_bob:ministry.example")));
        assertFalse(service.owns(new UserId("@_irc_bob:other.example")));
        assertFalse(service.owns(new UserId("@bob_irc_:ministry.example")));
        assertFalse(service.toString().contains("token"));
    }

    @Test
    void whatIsLeftOutIsAsTheSpecificationHasIt() throws IOException {
        ApplicationService service = read("{id: a, url: '', as_token: b, hs_token: c, sender_localpart: d, namespaces: {}}").getFirst();
        assertEquals(Optional.empty(), service.url());
        assertEquals(new ApplicationService.Wishes(true, List.of(), false, false), service.wishes());
    }

    @Test
    void olderNameOfEphemeralEventsIsKnown() throws IOException {
        assertTrue(read(BridgeRegistration.irc(9).replace("receive_ephemeral", "de.sorunome.msc2409.push_ephemeral")).getFirst().wishes().ephemeral());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "id: \"IRC Bridge\"                    | x: y                                | no field \"id\"",
        "as_token: as-token-of-the-irc-bridge  | as_token: ''                        | no field \"as_token\"",
        "hs_token: hs-token-of-the-irc-bridge  | hs_token:                           | no field \"hs_token\"",
        "sender_localpart: \"_irc_bot\"        | sender_localpart: 'A b'             | sender_localpart",
        "url: \"http://127.0.0.1:9\"           | url: 'irc.example'                  | \"url\"",
        "url: \"http://127.0.0.1:9\"           | other: 1                            | \"url\"",
        "regex: \"@_irc_.*\"                   | regex: '@_irc_(.*'                  | a regex in \"namespaces.users\"",
        "regex: \"#_irc_.*\"                   | regexp: 'a'                         | an entry of \"namespaces.aliases\"",
        "rooms: []                             | rooms: 7                            | \"namespaces.rooms\"",
        "rate_limited: false                   | rate_limited: no way                | rate_limited",
        "protocols: [irc]                      | protocols: irc                      | protocols",
        "namespaces:                           | nothing:                            | no map \"namespaces\""})
    void wrongRegistrationSaysWhichFileAndWhat(String right, String wrong, String said) {
        String text = BridgeRegistration.irc(9).replace(right.strip(), wrong.strip());
        WrongSettingException failure = assertThrows(WrongSettingException.class, () -> read(text));
        assertTrue(failure.getMessage().contains("0.yaml") && failure.getMessage().contains(said), failure.getMessage());
    }

    @Test
    void twoServicesShareNeitherIdNorTokenNorUser() {
        String one = BridgeRegistration.irc(9);
        String other = one.replace("IRC Bridge", "other").replace("as-token-of", "another-as-token-of").replace("_irc_bot", "other");
        for (String twin : List.of(other.replace("id: \"other\"", "id: \"IRC Bridge\""), other.replace("another-as-token-of", "as-token-of"),
                other.replace("sender_localpart: \"other\"", "sender_localpart: \"_irc_bot\""))) {
            String message = assertThrows(WrongSettingException.class, () -> read(one, twin)).getMessage();
            assertTrue(message.contains("1.yaml") && message.contains("0.yaml"), message);
            assertFalse(message.contains("token-of-the"), message);
        }
    }

    @Test
    void fileThatIsNotThereOrNoYamlIsNamed() {
        Path missing = folder.resolve("missing.yaml");
        assertTrue(assertThrows(WrongSettingException.class, () -> Registrations.read(List.of(missing), SERVER)).getMessage().contains("missing.yaml"));
        assertTrue(assertThrows(WrongSettingException.class, () -> read("{")).getMessage().contains("0.yaml"));
        assertTrue(assertThrows(WrongSettingException.class, () -> read("just text")).getMessage().contains("0.yaml"));
    }

    private List<ApplicationService> read(String... texts) throws IOException {
        Path[] files = new Path[texts.length];
        for (int i = 0; i < texts.length; i++) {
            files[i] = Files.writeString(folder.resolve(i + ".yaml"), texts[i]);
        }
        return Registrations.read(Arrays.asList(files), SERVER);
    }
}
