package org.colloque.bridge.federation;

import static org.colloque.bridge.federation.PeerEvents.edu;
import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server speaks for its own users alone: each EDU that speaks for others is left out, and the honest one behind it is taken. */
@QuarkusTest
class HonestEdusTest extends GuestRoomTest {

    private Agent bob;

    @BeforeEach
    void invite() {
        bob = Agents.register("bob");
    }

    private String start() {
        room.joinedBy(peer, "zoe");
        bob.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id()).then().statusCode(200);
        return sync("").getString("next_batch");
    }

    @Test
    void typingOfAnotherServersUserIsLeftOut() {
        String since = start();
        room.sendEdus(typing(bob.userId().value()), typing("@x:other.example"), typing("@yan:peer.example"), typing("@zoe:peer.example"))
                .statusCode(200);
        eventually(() -> assertEquals(List.of("@zoe:peer.example"), sync(since).getList(
                "rooms.join.'" + room.id() + "'.ephemeral.events.find { it.type == 'm.typing' }.content.user_ids")));
    }

    @Test
    @Tag("CVE-2023-42453")
    void receiptOfAnotherServersUserIsLeftOut() {
        String since = start();
        String event = room.say("read this");
        room.sendEdus(receipt(bob.userId().value(), event), receipt("@x:other.example", event), receipt("@zoe:peer.example", event))
                .statusCode(200);
        eventually(() -> {
            Map<String, Map<String, Object>> read = sync(since).getMap("rooms.join.'" + room.id()
                    + "'.ephemeral.events.find { it.type == 'm.receipt' }.content.'" + event + "'");
            assertTrue(read != null && read.get("m.read").containsKey("@zoe:peer.example"));
            assertFalse(read.get("m.read").containsKey("@x:other.example"));
            assertFalse(read.get("m.read").containsKey(bob.userId().value()));
        });
    }

    @Test
    void privateReceiptIsNotTakenFromAnotherServer() {
        String since = start();
        String event = room.say("read this");
        ObjectNode hidden = receipt("@zoe:peer.example", event);
        ObjectNode ofRoom = (ObjectNode) hidden.path("content").path(room.id());
        ofRoom.set("m.read.private", ofRoom.remove("m.read"));
        room.sendEdus(hidden, typing("@zoe:peer.example")).statusCode(200);
        eventually(() -> assertEquals(List.of("m.typing"), sync(since).getList("rooms.join.'" + room.id() + "'.ephemeral.events.type")));
    }

    @Test
    void messageToADeviceFromAnotherServersUserIsLeftOut() {
        String since = start();
        room.sendEdus(toDevice(bob.userId().value(), "forged 1"), toDevice("@x:other.example", "forged 2"),
                toDevice("@zoe:peer.example", "true")).statusCode(200);
        eventually(() -> assertEquals(List.of("true"), sync(since).getList("to_device.events.content.text")));
        assertEquals(List.of("@zoe:peer.example"), sync(since).getList("to_device.events.sender"));
    }

    @Test
    void devicesOfAnotherServersUserAreLeftOut() {
        String since = start();
        room.sendEdus(device(bob.userId().value()), device("@x:other.example"),
                edu("m.signing_key_update", JsonNodes.object().put("user_id", bob.userId().value())
                        .set("master_key", JsonNodes.object().put("user_id", bob.userId().value()))),
                device("@zoe:peer.example")).statusCode(200);
        eventually(() -> {
            List<String> changed = sync(since).getList("device_lists.changed");
            assertTrue(changed != null && changed.contains("@zoe:peer.example"));
            assertFalse(changed.contains(bob.userId().value()));
        });
    }

    @Test
    void presenceOfAnotherServersUserIsLeftOut() {
        start();
        ObjectNode forged = JsonNodes.object();
        forged.putArray("push").add(JsonNodes.object().put("user_id", bob.userId().value()).put("presence", "unavailable")
                .put("status_msg", "forged").put("last_active_ago", 5));
        room.sendEdus(edu("m.presence", forged)).statusCode(200);
        String status = bob.asking().get("/_matrix/client/v3/presence/" + bob.userId() + "/status").asString();
        assertFalse(status.contains("forged"), status);
    }

    private JsonPath sync(String since) {
        return alice.asking().get("/_matrix/client/v3/sync?timeout=0" + (since.isEmpty() ? "" : "&since=" + since)).then()
                .statusCode(200).extract().jsonPath();
    }

    private ObjectNode typing(String user) {
        return edu("m.typing", JsonNodes.object().put("room_id", room.id()).put("user_id", user).put("typing", true));
    }

    private ObjectNode receipt(String user, String event) {
        ObjectNode content = JsonNodes.object();
        ObjectNode receipt = content.putObject(room.id()).putObject("m.read").putObject(user);
        receipt.putArray("event_ids").add(event);
        receipt.putObject("data").put("ts", 1_000);
        return edu("m.receipt", content);
    }

    private ObjectNode toDevice(String sender, String text) {
        ObjectNode content = JsonNodes.object().put("sender", sender).put("type", "m.test").put("message_id", text);
        content.putObject("messages").putObject(alice.userId().value()).putObject(alice.device().value()).put("text", text);
        return edu("m.direct_to_device", content);
    }

    private static ObjectNode device(String user) {
        return edu("m.device_list_update", JsonNodes.object().put("user_id", user).put("device_id", "FORGED").put("stream_id", 1));
    }
}
