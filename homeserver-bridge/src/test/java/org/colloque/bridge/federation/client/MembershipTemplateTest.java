package org.colloque.bridge.federation.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proposal of another server never makes us sign anything else than what was asked for. */
@Tag("CVE-2026-24471")
class MembershipTemplateTest {

    private static final RoomId ROOM = new RoomId("!r:peer.example");
    private static final UserId USER = new UserId("@alice:ministry.example");

    @Test
    void onlyThePlaceInTheGraphAndTheVoucherAreTaken() {
        ObjectNode answer = answer();
        ObjectNode event = (ObjectNode) answer.get("event");
        event.put("redacts", "$other").put("hashes", "x").put("evil", 1);
        ((ObjectNode) event.get("content")).put("join_authorised_via_users_server", "@bob:peer.example").put("displayname", "Mallory");
        MembershipTemplate template = MembershipTemplate.read(answer, ROOM, USER, "join", JsonNodes.object().put("displayname", "Alice"));
        assertEquals("Alice", template.content().path("displayname").asText());
        assertEquals("@bob:peer.example", template.content().path("join_authorised_via_users_server").asText());
        assertEquals(3, template.content().size());
        assertEquals(12, template.position().depth());
        assertFalse(template.event(USER).redacts().isPresent());
    }

    static Stream<Consumer<ObjectNode>> lies() {
        return Stream.of(
                event -> event.put("type", "m.room.power_levels"),
                event -> event.put("room_id", "!other:peer.example"),
                event -> event.put("sender", "@bob:ministry.example"),
                event -> event.put("state_key", "@bob:ministry.example"),
                event -> event.remove("state_key"),
                event -> event.put("depth", -1),
                event -> event.put("depth", "12"),
                event -> event.put("depth", 1.5),
                event -> ((ObjectNode) event.get("content")).put("membership", "ban"));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void proposalOfSomethingElseIsRefused(Consumer<ObjectNode> lie) {
        ObjectNode answer = answer();
        lie.accept((ObjectNode) answer.get("event"));
        assertThrows(MatrixException.class, () -> MembershipTemplate.read(answer, ROOM, USER, "join", JsonNodes.object()));
    }

    @Test
    void unknownRoomVersionIsIncompatible() {
        MatrixException refusal = assertThrows(MatrixException.class, () ->
                MembershipTemplate.read(answer().put("room_version", "org.evil"), ROOM, USER, "join", JsonNodes.object()));
        assertEquals(Errcode.M_INCOMPATIBLE_ROOM_VERSION, refusal.errcode());
    }

    private static ObjectNode answer() {
        ObjectNode answer = JsonNodes.object().put("room_version", "10");
        ObjectNode event = answer.putObject("event").put("type", "m.room.member").put("room_id", ROOM.value())
                .put("sender", USER.value()).put("state_key", USER.value()).put("depth", 12L).put("origin_server_ts", 1L);
        event.putObject("content").put("membership", "join");
        event.putArray("prev_events").add("$prev");
        event.putArray("auth_events").add("$create");
        return answer;
    }
}
