package org.colloque.protocol.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PduFormatTest {
    private static final String MESSAGE = """
            {'auth_events':['$a'],'content':{'body':'x'},'depth':5,'hashes':{'sha256':'aaaa'},'origin_server_ts':1,'prev_events':['$p'],
             'room_id':'!r:a.fr','sender':'@u:a.fr','signatures':{'a.fr':{'ed25519:1':'sig'}},'type':'m.room.message'}""";

    private static ObjectNode message() {
        return Json.of(MESSAGE);
    }

    private static InvalidEventException refusal(RoomVersion version, ObjectNode event) {
        return assertThrows(InvalidEventException.class, () -> PduParser.parse(version, event));
    }

    @Test
    void wellFormedEventIsParsed() {
        Pdu pdu = PduParser.parse(RoomVersions.V11, message());

        assertEquals("m.room.message", pdu.type());
        assertFalse(pdu.isState());
    }

    @Test
    void unsignedAndEventIdAreNotPartOfTheEvent() {
        ObjectNode event = message().put("event_id", "$forged");
        event.putObject("unsigned").put("age", 1.5);
        Pdu pdu = PduParser.parse(RoomVersions.V11, event);

        assertArrayEquals(CanonicalJson.bytes(message()), pdu.canonical());
        assertEquals(PduParser.parse(RoomVersions.V11, message()).eventId(), pdu.eventId());
        assertTrue(event.has("unsigned"));
    }

    @Test
    void unknownFieldsAreKept() {
        ObjectNode event = message().put("org.example", 1);

        assertEquals(1, PduParser.parse(RoomVersions.V11, event).json().get("org.example").intValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "auth_events", "content", "depth", "hashes", "origin_server_ts", "prev_events", "room_id", "sender", "signatures", "type"})
    void requiredFieldsAreRequired(String field) {
        ObjectNode event = message();
        event.remove(field);

        assertFalse(refusal(RoomVersions.V11, event).isTooLarge());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "auth_events | {}", "auth_events | ['x']", "auth_events | [1]", "auth_events | [['$a',{}]]", "content | []", "content | 'x'",
        "content | null", "depth | -1", "depth | '1'", "depth | 1.0", "depth | 9007199254740992", "depth | null", "hashes | 'x'",
        "hashes | {}", "hashes | {'sha256':1}", "origin_server_ts | '1'", "origin_server_ts | 1.5",
        "origin_server_ts | 9007199254740992", "prev_events | 'x'", "prev_events | [null]", "room_id | 1", "room_id | 'r:a.fr'",
        "sender | 'u'", "sender | 1", "sender | '@u'", "signatures | []", "signatures | {'a.fr':'x'}", "state_key | 1",
        "state_key | null", "type | 1", "type | null", "redacts | 1"})
    void fieldsOfTheWrongFormAreRefused(String field, String value) {
        ObjectNode event = message();
        event.set(field, Json.of("{'v':" + value + "}").get("v"));

        refusal(RoomVersions.V10, event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':1.5}", "{'a':9007199254740992}", "{'a':-9007199254740992}", "{'a':[1e3]}"})
    void contentMustBeCanonicalJson(String content) {
        ObjectNode event = message();
        event.set("content", Json.of(content));

        refusal(RoomVersions.V11, event);
    }

    @Test
    void deepEventIsRefusedAlone() {
        String deep = MESSAGE.replace("'x'", "[".repeat(600) + "]".repeat(600));

        refusal(RoomVersions.V11, Json.of(deep));
    }

    @Test
    void bytesWithDuplicateKeysAreRefused() {
        String twice = MESSAGE.replace("'depth':5", "'depth':5,'depth':5").replace('\'', '"');

        assertThrows(InvalidEventException.class, () -> PduParser.parse(RoomVersions.V11, twice.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eventOf65536BytesIsAcceptedAndOneMoreIsTooLarge() {
        int room = PduFormat.MAX_EVENT_BYTES - CanonicalJson.bytes(message()).length;
        ObjectNode largest = message();
        largest.putObject("content").put("body", "x" + "é".repeat(room / 2) + "x".repeat(room % 2));
        ObjectNode tooLarge = message();
        tooLarge.putObject("content").put("body", "xx" + "é".repeat(room / 2) + "x".repeat(room % 2));

        assertEquals(65_536, PduParser.parse(RoomVersions.V11, largest).canonical().length);
        assertTrue(refusal(RoomVersions.V11, tooLarge).isTooLarge());
    }

    @Test
    void unsignedDoesNotCountForTheSize() {
        ObjectNode event = message();
        event.putObject("unsigned").put("x", "x".repeat(70_000));

        assertEquals("m.room.message", PduParser.parse(RoomVersions.V11, event).type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "state_key"})
    void fieldOf255BytesIsAcceptedAndOneMoreIsTooLarge(String field) {
        String longest = "é".repeat(127) + "x";

        assertEquals(longest, PduParser.parse(RoomVersions.V11, message().put(field, longest)).json().get(field).textValue());
        assertTrue(refusal(RoomVersions.V11, message().put(field, longest + "x")).isTooLarge());
        assertTrue(refusal(RoomVersions.V11, message().put(field, "é".repeat(128))).isTooLarge());
        assertTrue(refusal(RoomVersions.V11, message().put(field, "本".repeat(86))).isTooLarge());
    }

    @ParameterizedTest
    @CsvSource({"sender, @", "room_id, !"})
    void identifierOf255BytesIsAcceptedAndOneMoreIsTooLarge(String field, String sigil) {
        String longest = sigil + "é".repeat(124) + "x:a.fr";

        assertEquals(255, longest.getBytes(StandardCharsets.UTF_8).length);
        PduParser.parse(RoomVersions.V11, message().put(field, longest));
        assertTrue(refusal(RoomVersions.V11, message().put(field, longest + "x")).isTooLarge());
    }

    @ParameterizedTest
    @CsvSource({"auth_events, 10", "prev_events, 20"})
    void numberOfReferencesIsLimited(String field, int limit) {
        PduParser.parse(RoomVersions.V11, references(field, limit));
        refusal(RoomVersions.V11, references(field, limit + 1));
    }

    private static ObjectNode references(String field, int count) {
        ObjectNode event = message();
        ArrayNode ids = event.putArray(field);
        for (int i = 0; i < count; i++) {
            ids.add("$" + i);
        }
        return event;
    }

    @Test
    void depthAtTheLimitIsAccepted() {
        assertEquals(EventPosition.MAX_DEPTH,
                PduParser.parse(RoomVersions.V11, message().put("depth", EventPosition.MAX_DEPTH)).depth());
        assertEquals(0, PduParser.parse(RoomVersions.V11, message().put("depth", 0L)).depth());
    }

    @Test
    void historicalSendersAreAccepted() {
        assertEquals("@Ünï x:a.fr", PduParser.parse(RoomVersions.V11, message().put("sender", "@Ünï x:a.fr")).sender().value());
    }

    @Test
    void createEventOfVersion12HasNoRoomIdAndOthersHaveOneWithoutServer() {
        ObjectNode create = message().put("type", "m.room.create").put("state_key", "");
        refusal(RoomVersions.V12, create);
        create.remove("room_id");
        Pdu parsed = PduParser.parse(RoomVersions.V12, create);
        ObjectNode other = message();

        assertEquals("!" + parsed.eventId().value().substring(1), parsed.roomId().value());
        refusal(RoomVersions.V11, create);
        refusal(RoomVersions.V12, other);
        other.put("room_id", parsed.roomId().value());
        assertEquals(parsed.roomId(), PduParser.parse(RoomVersions.V12, other).roomId());
        other.remove("room_id");
        refusal(RoomVersions.V12, other);
    }

    @Test
    void namedPduNeedsNothingButWhatIsAskedOfIt() {
        Pdu pdu = Pdu.named(RoomVersions.V10, new EventId("$x"), Json.of("{'event_id':'$y','type':'t'}"));

        assertEquals("$x", pdu.eventId().value());
        assertEquals("{\"type\":\"t\"}", new String(pdu.canonical(), StandardCharsets.UTF_8));
        assertEquals(JsonNodes.object(), pdu.content());
    }
}
