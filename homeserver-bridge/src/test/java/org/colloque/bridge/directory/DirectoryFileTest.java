package org.colloque.bridge.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryFileTest {

    private static final ServerName MINISTRY = new ServerName("ministry.example");

    @Test
    void certificateMustBeTheNamedServersWhereverTheEndpointIs() {
        DirectoryEntry entry = parse("{\"servers\": [{\"name\": \"ministry.example\", \"endpoint\": \"10.0.0.7:8449\"}]}").get(MINISTRY);
        assertEquals(new Endpoint("10.0.0.7", 8449, true, "ministry.example", "ministry.example"), entry.endpoint().orElseThrow());
    }

    @Test
    void endpointMayBeAUrlOrLackThePort() {
        DirectoryEntry url = parse("{\"servers\": [{\"name\": \"ministry.example\", \"endpoint\": \"https://inside.example:1/\"}]}").get(MINISTRY);
        assertEquals(1, url.endpoint().orElseThrow().port());
        DirectoryEntry bare = parse("{\"servers\": [{\"name\": \"ministry.example\", \"endpoint\": \"[fd00::1]\"}]}").get(MINISTRY);
        assertEquals("fd00::1", bare.endpoint().orElseThrow().host());
        assertEquals(8448, bare.endpoint().orElseThrow().port());
    }

    @Test
    void serverMayBeListedWithoutEndpointAndWithKeys() {
        String json = "{\"servers\": [{\"name\": \"ministry.example\", \"verify_keys\": "
                + "{\"ed25519:1\": \"Noi6WqcDj0QmPxCNQqgezwTlBKrfqehY1u2FyWP9uYw\"}}]}";
        DirectoryEntry entry = parse(json).get(MINISTRY);
        assertTrue(entry.endpoint().isEmpty());
        assertTrue(entry.verifyKeys().containsKey(new KeyId("ed25519:1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[]", "{}", "{\"servers\": {}}", "{\"servers\": [1]}", "{\"servers\": [{}]}", "{\"servers\": [{\"name\": \"a b\"}]}", "nonsense",
        "{\"servers\": [{\"name\": \"a.example\", \"endpoint\": \"http://a.example\"}]}",
        "{\"servers\": [{\"name\": \"a.example\"}, {\"name\": \"a.example\"}]}",
        "{\"servers\": [{\"name\": \"a.example\", \"verify_keys\": {\"ed25519:1\": \"short\"}}]}"})
    void whatIsNoDirectoryIsRefusedWithASentence(String json) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> parse(json)).getMessage().length() > 10);
    }

    private static Map<ServerName, DirectoryEntry> parse(String json) {
        return DirectoryFile.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
