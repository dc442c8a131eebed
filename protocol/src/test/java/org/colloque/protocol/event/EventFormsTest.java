package org.colloque.protocol.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SignatureVerdict;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs between the room versions in the form of an event: ids, references and numbers. */
class EventFormsTest {

    private static final ServerName SERVER = ServerName.parse("a.example");
    private static final SigningKey KEY =
            SigningKey.ofSeed(KeyId.parse("ed25519:1"), "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1");
    private static final UserId ALICE = UserId.parse("@alice:a.example");
    private static final RoomId ROOM = RoomId.parse("!r:a.example");

    private static EventBuilder builder(RoomVersion version) {
        return new EventBuilder(version, SERVER, KEY);
    }

    private static Pdu message(RoomVersion version, EventPosition position, String body) {
        return builder(version).build(EventTemplate.message(ALICE, "m.room.message", Json.of("{'body':'" + body + "'}")), position, 5);
    }

    private static EventPosition alone() {
        return EventPosition.in(ROOM, 1, List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void givenIdIsOfTheServerAndPartOfTheEvent(String id) {
        RoomVersion version = RoomVersions.find(id).orElseThrow();
        Pdu event = message(version, alone(), "x");

        assertEquals(Optional.of(SERVER), event.eventId().server());
        assertEquals(event.eventId().value(), event.json().get("event_id").textValue());
        assertEquals(event.eventId(), PduParser.parse(version, event.canonical()).eventId());
        assertNotEquals(event.eventId(), message(version, alone(), "y").eventId());
        assertEquals(event.eventId().value(), event.redacted().json().get("event_id").textValue());
        assertTrue(EventSignatures.checkHash(event));
        assertFalse(EventSignatures.checkHash(PduParser.parse(version, event.json().deepCopy().put("event_id", "$other:a.example"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void eventsBeforeAreNamedWithTheirHashes(String id) {
        RoomVersion version = RoomVersions.find(id).orElseThrow();
        Pdu first = message(version, alone(), "first");
        Map<EventId, String> hashes = EventReferences.hashesOf(List.of(first));
        Pdu second = message(version, EventPosition.in(ROOM, 2, List.of(first.eventId()), List.of(first.eventId())).hashed(hashes), "second");

        assertEquals(first.eventId().value(), second.json().at("/prev_events/0/0").textValue());
        assertEquals(hashes.get(first.eventId()), second.json().at("/prev_events/0/1/sha256").textValue());
        assertEquals(hashes, EventReferences.hashesIn(second.json().get("auth_events")));
        assertEquals(List.of(first.eventId()), second.prevEvents());
        assertEquals(List.of(first.eventId()), PduParser.parse(version, second.canonical()).authEvents());
        assertThrows(IllegalArgumentException.class,
                () -> message(version, EventPosition.in(ROOM, 2, List.of(first.eventId()), List.of()), "unhashed"));
    }

    @Test
    void idsOfVersion3AreTheHashInStandardBase64AndOfVersion4ForUrls() {
        for (int i = 0; i < 64; i++) {
            String third = message(RoomVersions.V3, alone(), "m" + i).eventId().value();
            String fourth = message(RoomVersions.V4, alone(), "m" + i).eventId().value();

            assertEquals(44, third.length());
            assertEquals(fourth, third.replace('+', '-').replace('/', '_'));
        }
        assertTrue(java.util.stream.IntStream.range(0, 64).mapToObj(i -> message(RoomVersions.V3, alone(), "m" + i).eventId().value())
                .anyMatch(id -> id.contains("/") || id.contains("+")));
    }

    @Test
    void idWrittenIntoAnEventMeansNothingFromVersion3On() {
        for (RoomVersion version : RoomVersions.all().subList(2, 11)) {
            Pdu event = message(version, alone(), "x");

            assertEquals(event.eventId(), PduParser.parse(version, event.json().deepCopy().put("event_id", "$other:a.example")).eventId());
            assertFalse(event.json().has("event_id"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'event_id'", "'event_id':7", "'event_id':'$noserver'", "'event_id':'x:a.example'", "'event_id':'$x:a b'",
            "'prev_events':['$x:a.example']", "'prev_events':[['$x:a.example']]", "'prev_events':[['$x:a.example','hash']]",
            "'prev_events':[[{},'$x:a.example']]", "'auth_events':[['x',{}]]", "'auth_events':{}"})
    void malformedIdsAndReferencesAreRefused(String broken) {
        for (RoomVersion version : List.of(RoomVersions.V1, RoomVersions.V2)) {
            ObjectNode event = message(version, alone(), "x").json().deepCopy();
            if (broken.contains(":")) {
                event.setAll(Json.of("{" + broken + "}"));
            } else {
                event.remove("event_id");
            }

            assertThrows(InvalidEventException.class, () -> PduParser.parse(version, event));
        }
    }

    @Test
    void pairsAreNoReferencesFromVersion3On() {
        ObjectNode event = message(RoomVersions.V3, alone(), "x").json().deepCopy();
        event.setAll(Json.of("{'prev_events':[['$x:a.example',{'sha256':'x'}]]}"));

        assertThrows(InvalidEventException.class, () -> PduParser.parse(RoomVersions.V3, event));
    }

    @Test
    void serverOfTheIdMustHaveSignedInVersions1And2() {
        ServerName other = ServerName.parse("b.example");
        for (RoomVersion version : RoomVersions.all().subList(0, 11)) {
            ObjectNode event = message(version, alone(), "x").json().deepCopy().put("event_id", "$x:b.example");
            Pdu parsed = PduParser.parse(version, event);

            assertEquals(version.givesEventIds() ? Set.of(SERVER, other) : Set.of(SERVER), EventSignatures.required(parsed));
            assertEquals(SignatureVerdict.MISSING, EventSignatures.verify(parsed, other, id -> Optional.of(KEY.verifyKey())));
        }
    }

    @Test
    void numbersAreFreeUntilVersion5() {
        String json = """
                {'auth_events':[],'content':{'half':0.5,'large':1e30,'big':123456789012345678901},'depth':9007199254740993,
                 'hashes':{'sha256':'x'},'origin_server_ts':1,'prev_events':[],'room_id':'!r:a.example','sender':'@u:a.example',
                 'signatures':{},'type':'x','event_id':'$x:a.example'}""".replace('\'', '"');
        for (RoomVersion version : RoomVersions.all()) {
            if (version.strictCanonicalJson()) {
                assertThrows(InvalidEventException.class, () -> PduParser.parse(version, json.getBytes(StandardCharsets.UTF_8)), version.id());
            } else {
                Pdu event = PduParser.parse(version, json.getBytes(StandardCharsets.UTF_8));
                Pdu stored = Pdu.stored(version, event.eventId(), event.canonical());

                assertEquals(9_007_199_254_740_993L, stored.depth());
                assertEquals(0.5, stored.content().get("half").doubleValue());
                assertEquals("123456789012345678901", stored.content().get("big").asText());
                assertArrayEquals(event.canonical(), PduParser.parse(version, event.canonical()).canonical());
                assertTrue(new String(ClientEvents.core(event), StandardCharsets.UTF_8).contains("\"half\":0.5"));
            }
        }
    }

    @Test
    void builtEventWithDecimalsIsWhatItsBytesSayUntilVersion5() {
        EventTemplate template = EventTemplate.message(ALICE, "x", Json.of("{'half':0.5,'geo':[51.5008,0.1247]}"));
        for (RoomVersion version : RoomVersions.all().subList(0, 5)) {
            Pdu built = builder(version).build(template, alone(), 1);

            assertTrue(EventSignatures.checkHash(PduParser.parse(version, built.canonical())));
            assertEquals(SignatureVerdict.VALID, EventSignatures.verify(built, SERVER, id -> Optional.of(KEY.verifyKey())));
        }
        assertThrows(InvalidEventException.class, () -> builder(RoomVersions.V6).build(template, alone(), 1));
    }

    @Test
    void redactionNamesItsTargetOutsideTheContentUntilVersion10() {
        EventId target = new EventId("$target:a.example");
        for (RoomVersion version : RoomVersions.all().subList(0, 11)) {
            Pdu redaction = builder(version).build(EventTemplate.redaction(version, ALICE, target, Json.of("{}")), alone(), 1);

            assertEquals(Optional.of(target), redaction.redacts());
            assertEquals(!version.redactsInContent(), redaction.json().has("redacts"));
            assertEquals(target.value(), ClientEvents.tree(redaction, Optional.empty()).get("redacts").textValue());
        }
    }
}
