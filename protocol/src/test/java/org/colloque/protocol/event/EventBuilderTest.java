package org.colloque.protocol.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SignatureVerdict;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBuilderTest {
    private static final ServerName DOMAIN = ServerName.parse("domain");
    private static final SigningKey KEY =
            SigningKey.ofSeed(KeyId.parse("ed25519:1"), "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1");
    private static final UserId ALICE = UserId.parse("@alice:domain");
    private static final RoomId ROOM = RoomId.parse("!r:domain");
    private static final EventPosition POSITION =
            EventPosition.in(ROOM, 3, List.of(EventId.parse("$p:domain")), List.of(EventId.parse("$a:domain")))
                    .hashed(Map.of(EventId.parse("$p:domain"), "cHA", EventId.parse("$a:domain"), "YWE"));

    private static EventBuilder builder(RoomVersion version) {
        return new EventBuilder(version, DOMAIN, KEY);
    }

    /** Spec: appendices, "Event Signing", the first vector. */
    @Test
    void minimalEventOfTheSpecificationHasItsHashAndSignature() {
        Pdu pdu = builder(RoomVersions.V10).seal(Json.of("""
                {'room_id':'!x:domain','sender':'@a:domain','origin':'domain','origin_server_ts':1000000,'signatures':{},'hashes':{},
                 'type':'X','content':{},'prev_events':[],'auth_events':[],'depth':3,'unsigned':{'age_ts':1000000}}"""));

        assertEquals("5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos", pdu.json().at("/hashes/sha256").textValue());
        assertEquals("KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg",
                pdu.json().at("/signatures/domain/ed25519:1").textValue());
    }

    /** Spec: appendices, "Event Signing", the second vector, which is of room version 1 but redacted alike in 10. */
    @Test
    void eventWithRedactableContentOfTheSpecificationHasItsHashAndSignature() {
        ObjectNode event = Json.of("""
                {'content':{'body':'Here is the message content'},'event_id':'$0:domain','origin':'domain','origin_server_ts':1000000,
                 'type':'m.room.message','room_id':'!r:domain','sender':'@u:domain','signatures':{},'unsigned':{'age_ts':1000000}}""");
        event.putObject("hashes").put("sha256", "onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g");
        ObjectNode redacted = Redaction.redact(RoomVersions.V10, event);
        JsonSignatures.sign(redacted, "domain", KEY);

        assertEquals("onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g",
                UnpaddedBase64.encode(EventHashes.contentHash(event)));
        assertEquals("Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA",
                redacted.at("/signatures/domain/ed25519:1").textValue());
    }

    /** The values were computed by an independent program after the specification's example code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "10 | dUz2n5S+qyuTBTNWN6K8mlJbBzL1eYeUaCRNCJ7ky9A | $lrvZ8rB4aH1FulJ4FRrUi0tkYZlex63uSQW24-itMTM"
                + " | i3muG1H58OHRJOd0EBeXe+yy0tV/kbw+sLOhaiKkR2drjk1IyqKWOSMhhpin+t2qsIlwB0wzed9aWStWfUKICw"
                + " | {'auth_events':['$a','$b'],'content':{'users':{'@u:domain':100},'invite':50,'notifications':{'room':20},'ban':50},"
                + "'depth':7,'origin_server_ts':1700000000000,'prev_events':['$c'],'room_id':'!r:domain','sender':'@u:domain',"
                + "'state_key':'','type':'m.room.power_levels'}",
        "11 | qwqyOxVW13C6ama4OEluhduqNgm0/2Oc4dM494wlOgA | $dUJdeZg6rdFaiWOGCYnaJEJhdSOQpI3IxMrGHAVryk4"
                + " | T45WcHMLvTaHonqpv38nMn/h+1Gn/dIQB/rADf3NsnyyGHb82OGToiZBgJ+jjTikBjmJMk0aODWQGl58GgcFBA"
                + " | {'auth_events':['$a'],'content':{'membership':'invite','displayname':'Zoë 😀','third_party_invite':"
                + "{'display_name':'z','signed':{'mxid':'@z:domain','token':'t'}}},'depth':8,'origin_server_ts':1700000000001,"
                + "'prev_events':['$c','$d'],'room_id':'!r:domain','sender':'@u:domain','state_key':'@z:domain',"
                + "'type':'m.room.member','origin':'domain'}",
        "12 | d7VrmT/93uIGu8/fcszBRo0jRtYIAXo/KYcVpOldGnc | $Sms9TLxjMvT0TZjSZINc9aitDPoz-nmko6HWKMtQwbk"
                + " | 0xC6oaH737RhjyF25kwgoCbIIc0I9Pwfx6I2LEOQtzxhBZPuUPl64YLxFIgMU7BcJUaihkcgVUc+ArHM1PIqDg"
                + " | {'auth_events':[],'content':{'room_version':'12','additional_creators':['@v:domain'],'org.example':'\\u0007é'},"
                + "'depth':1,'origin_server_ts':1700000000002,'prev_events':[],'sender':'@u:domain','state_key':'','type':'m.room.create'}"
    })
    void eventsOfEachVersionHaveTheirHashIdAndSignature(String version, String hash, String id, String signature, String event) {
        Pdu pdu = builder(RoomVersions.find(version).orElseThrow()).seal(Json.of(event));

        assertEquals(hash, pdu.json().at("/hashes/sha256").textValue());
        assertEquals(id, pdu.eventId().value());
        assertEquals(signature, pdu.json().at("/signatures/domain/ed25519:1").textValue());
    }

    @Test
    void builtEventIsWhatItsBytesSay() {
        for (RoomVersion version : RoomVersions.all()) {
            EventPosition position = version.createEventIsRoomId()
                    ? EventPosition.in(RoomId.parse("!r"), 3, POSITION.prevEvents(), POSITION.authEvents()) : POSITION;
            Pdu built = builder(version).build(
                    EventTemplate.state(ALICE, StateKey.of("org.x", "é😀"), Json.of("{'z':[1,{'b':null,'a':true}],'a':'x'}")),
                    position, 1234);
            Pdu parsed = PduParser.parse(version, built.canonical());

            assertArrayEquals(CanonicalJson.bytes(built.json()), built.canonical());
            assertArrayEquals(built.canonical(), parsed.canonical());
            assertEquals(built.eventId(), parsed.eventId());
            assertEquals(built.json(), parsed.json());
            assertTrue(EventSignatures.checkHash(parsed));
            assertEquals(SignatureVerdict.VALID, verdict(parsed));
        }
    }

    @Test
    void fieldsAreReadBackFromStoredBytes() {
        Pdu built = builder(RoomVersions.V11).build(
                EventTemplate.state(ALICE, StateKey.member(ALICE), Json.of("{'membership':'join'}")), POSITION, 1234);
        Pdu stored = Pdu.stored(RoomVersions.V11, built.eventId(), built.canonical());

        assertEquals(ROOM, stored.roomId());
        assertEquals(ALICE, stored.sender());
        assertEquals("m.room.member", stored.type());
        assertEquals(Optional.of("@alice:domain"), stored.stateKey());
        assertEquals(Optional.of(StateKey.member(ALICE)), stored.slot());
        assertTrue(stored.isState());
        assertTrue(stored.isState("m.room.member", "@alice:domain"));
        assertFalse(stored.isState("m.room.member", ""));
        assertEquals(Optional.of("join"), stored.membership());
        assertEquals(1234, stored.originServerTs());
        assertEquals(3, stored.depth());
        assertEquals(List.of(EventId.parse("$p:domain")), stored.prevEvents());
        assertEquals(List.of(EventId.parse("$a:domain")), stored.authEvents());
        assertEquals(Optional.empty(), stored.redacts());
    }

    @Test
    void roomOfVersion12HasTheIdOfItsCreateEvent() {
        Pdu create = builder(RoomVersions.V12).build(
                EventTemplate.state(ALICE, StateKey.of("m.room.create"), Json.of("{'room_version':'12'}")), EventPosition.first(), 1);

        assertFalse(create.json().has("room_id"));
        assertEquals("!" + create.eventId().value().substring(1), create.roomId().value());
        assertEquals(create.eventId(), create.roomId().createEvent());
    }

    @Test
    void redactionNamesItsTargetWhereItsVersionWantsIt() {
        EventId target = EventId.parse("$target");
        ObjectNode content = Json.of("{'reason':'spam'}");
        Pdu old = builder(RoomVersions.V10).build(EventTemplate.redaction(RoomVersions.V10, ALICE, target, content), POSITION, 1);
        Pdu recent = builder(RoomVersions.V11).build(EventTemplate.redaction(RoomVersions.V11, ALICE, target, content), POSITION, 1);

        assertEquals("$target", old.json().get("redacts").textValue());
        assertFalse(old.content().has("redacts"));
        assertEquals("$target", recent.content().get("redacts").textValue());
        assertFalse(recent.json().has("redacts"));
        assertEquals(Optional.of(target), old.redacts());
        assertEquals(Optional.of(target), recent.redacts());
    }

    @Test
    void redactionWithoutTargetRedactsNothing() {
        for (String content : List.of("{}", "{'redacts':5}", "{'redacts':''}", "{'redacts':'$'}", "{'redacts':'x'}",
                "{'redacts':'$" + "x".repeat(255) + "'}", "{'redacts':'$\\u0000'}")) {
            Pdu pdu = builder(RoomVersions.V11).build(EventTemplate.message(ALICE, "m.room.redaction", Json.of(content)), POSITION, 1);

            assertEquals(Optional.empty(), pdu.redacts());
        }
    }

    @Test
    void sealingLeavesTheGivenTreeAlone() {
        ObjectNode unsealed = EventBuilder.unsealed(RoomVersions.V12, EventTemplate.message(ALICE, "m.room.message", JsonNodes.object()), POSITION, 1);
        ObjectNode before = unsealed.deepCopy();

        builder(RoomVersions.V11).seal(unsealed);

        assertEquals(before, unsealed);
    }

    @Test
    void clientContentThatCannotBeCanonicalIsRefused() {
        for (String content : List.of("{'a':1.5}", "{'a':9007199254740992}", "{'a':[{'b':-9007199254740992}]}")) {
            EventTemplate template = EventTemplate.message(ALICE, "m.room.message", Json.of(content));

            assertFalse(assertThrows(InvalidEventException.class, () -> builder(RoomVersions.V11).build(template, POSITION, 1)).isTooLarge());
        }
    }

    @Test
    void depthStaysAtItsLimit() {
        assertEquals(8, EventPosition.nextDepth(RoomVersions.V6, 7));
        assertEquals(EventPosition.MAX_DEPTH, EventPosition.nextDepth(RoomVersions.V6, EventPosition.MAX_DEPTH));
        assertEquals(EventPosition.MAX_DEPTH + 1, EventPosition.nextDepth(RoomVersions.V5, EventPosition.MAX_DEPTH));
        assertEquals(Long.MAX_VALUE, EventPosition.nextDepth(RoomVersions.V5, Long.MAX_VALUE));
    }

    private static SignatureVerdict verdict(Pdu pdu) {
        return EventSignatures.verify(pdu, DOMAIN, id -> Optional.of(KEY.verifyKey()));
    }
}
