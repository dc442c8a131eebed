package org.colloque.protocol.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.colloque.protocol.Json;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

/** Whatever strangers send is either read or refused by the exception that says so; nothing else ever comes out. */
class HostileInputTest {
    private static final String EVENT = """
            {"auth_events":["$a"],"content":{"body":"\\ud83d\\ude00 é","n":[1,-2,{"x":null}]},"depth":5,"hashes":{"sha256":"aaaa"},
             "origin_server_ts":1,"prev_events":["$p"],"room_id":"!r:a.fr","sender":"@u:a.fr",
             "signatures":{"a.fr":{"ed25519:1":"sig"}},"state_key":"@u:a.fr","type":"m.room.member"}""";

    private final Random random = new Random(7);

    @Test
    void damagedBytesAreReadOrRefused() {
        byte[] original = EVENT.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = original.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                damaged[random.nextInt(damaged.length)] = damage();
            }
            for (RoomVersion version : RoomVersions.all()) {
                parseOrRefuse(version, damaged);
            }
        }
    }

    private byte damage() {
        String likely = "{}[]\",:\\eE+-.0129dDuU\u0000 ";
        return random.nextBoolean() ? (byte) likely.charAt(random.nextInt(likely.length())) : (byte) random.nextInt(256);
    }

    private static void parseOrRefuse(RoomVersion version, byte[] json) {
        Pdu pdu;
        try {
            pdu = PduParser.parse(version, json);
        } catch (InvalidEventException e) {
            return;
        }
        Pdu stored = Pdu.stored(version, pdu.eventId(), pdu.canonical());
        assertArrayEquals(pdu.canonical(), CanonicalJson.bytes(stored.json(), version.strictCanonicalJson()));
        assertArrayEquals(pdu.redacted().canonical(), stored.redacted().canonical());
        EventSignatures.checkHash(pdu);
        pdu.roomId();
        pdu.redacts();
        pdu.membership();
    }

    @Test
    void everyTypeInEveryPlaceIsReadOrRefused() {
        List<String> values = List.of("null", "true", "1", "1.5", "\"\"", "\"$x\"", "[]", "{}", "[null]", "[\"x\"]", "{\"a\":1}", "[[]]");
        for (String field : Json.exactly(EVENT).properties().stream().map(Map.Entry::getKey).toList()) {
            for (String value : values) {
                ObjectNode event = Json.exactly(EVENT);
                event.set(field, Json.exactly("{\"v\":" + value + "}").get("v"));
                for (RoomVersion version : RoomVersions.all()) {
                    parseOrRefuse(version, CanonicalJson.lenientBytes(event));
                }
            }
        }
    }

    @Test
    void damagedJsonIsReadOrRefused() {
        byte[] original = EVENT.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = original.clone();
            damaged[random.nextInt(damaged.length)] = damage();
            try {
                CanonicalJson.lenientBytes(MatrixJson.parseObject(damaged));
            } catch (InvalidJsonException e) {
                refused++;
            }
        }
        assertNotEquals(0, refused);
    }

    @Test
    void deepEventIsRefusedWithoutOverflow() {
        String deep = EVENT.replace("null", "[".repeat(10_000) + "]".repeat(10_000));

        assertThrows(InvalidEventException.class,
                () -> PduParser.parse(RoomVersions.V11, deep.getBytes(StandardCharsets.UTF_8)));
    }
}
