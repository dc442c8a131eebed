package org.colloque.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.Test;

class ClientEventsTest {
    private static final UserId ALICE = UserId.parse("@alice:a.fr");
    private static final SigningKey KEY = SigningKey.generate(KeyId.parse("ed25519:a"), new SecureRandom());
    private static final EventPosition POSITION =
            EventPosition.in(RoomId.parse("!r:a.fr"), 3, List.of(EventId.parse("$p")), List.of(EventId.parse("$a")));

    private static Pdu build(RoomVersion version, EventTemplate template, EventPosition position) {
        return new EventBuilder(version, ServerName.parse("a.fr"), KEY).build(template, position, 7);
    }

    @Test
    void clientsSeeTheIdAndNothingThatOnlyServersNeed() {
        Pdu pdu = build(RoomVersions.V11, EventTemplate.message(ALICE, "m.room.message", Json.of("{'body':'é\\n'}")), POSITION);

        assertEquals(Json.of("{'content':{'body':'é\\n'},'event_id':'" + pdu.eventId() + "','origin_server_ts':7,"
                + "'sender':'@alice:a.fr','type':'m.room.message'}"), parse(ClientEvents.core(pdu)));
    }

    @Test
    void roomIdAndUnsignedAreAddedWhereWanted() {
        Pdu pdu = build(RoomVersions.V11, EventTemplate.state(ALICE, StateKey.of("m.room.topic"), Json.of("{'topic':'x'}")), POSITION);
        byte[] unsigned = "{\"age\":5}".getBytes(StandardCharsets.UTF_8);

        byte[] event = ClientEvents.withUnsigned(ClientEvents.withRoomId(ClientEvents.core(pdu), pdu), unsigned);

        assertEquals("!r:a.fr", parse(event).get("room_id").textValue());
        assertEquals("", parse(event).get("state_key").textValue());
        assertEquals(ClientEvents.tree(pdu, Optional.of(Json.of("{'age':5}"))), parse(event));
    }

    @Test
    void createEventIsShownWithTheRoomThatItMakes() {
        Pdu create = build(RoomVersions.V12,
                EventTemplate.state(ALICE, StateKey.of("m.room.create"), Json.of("{'room_version':'12'}")), EventPosition.first());

        assertEquals(create.roomId().value(), parse(ClientEvents.withRoomId(ClientEvents.core(create), create)).get("room_id").textValue());
    }

    @Test
    void redactionNamesItsTargetForClientsOfEitherAge() {
        EventId target = EventId.parse("$target");
        for (RoomVersion version : List.of(RoomVersions.V10, RoomVersions.V11)) {
            Pdu pdu = build(version, EventTemplate.redaction(version, ALICE, target, Json.of("{'reason':'x'}")), POSITION);
            byte[] before = pdu.canonical().clone();
            ObjectNode shown = parse(ClientEvents.core(pdu));

            assertEquals("$target", shown.get("redacts").textValue());
            assertEquals(Json.of("{'reason':'x','redacts':'$target'}"), shown.get("content"));
            assertEquals(parse(before), pdu.json());
        }
    }

    @Test
    void strippedStateHasFourFields() {
        Pdu pdu = build(RoomVersions.V11, EventTemplate.state(ALICE, StateKey.of("m.room.name"), Json.of("{'name':'x'}")), POSITION);

        assertEquals(Json.of("{'content':{'name':'x'},'sender':'@alice:a.fr','state_key':'','type':'m.room.name'}"),
                ClientEvents.stripped(pdu));
    }

    private static ObjectNode parse(byte[] json) {
        return MatrixJson.parseObject(json);
    }
}
