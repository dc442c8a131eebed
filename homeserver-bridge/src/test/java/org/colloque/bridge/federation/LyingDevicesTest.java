package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server that lies about its users' devices and keys, or speaks of others' users: what it may not say is handed on to nobody. Whether a
 * device has rightly signed its own keys is for clients to check, who trust no server in it.
 *
 * <p>Spec: server-server-api, "End-to-End Encryption".
 */
@QuarkusTest
@Tag("CVE-2025-61672")
class LyingDevicesTest extends GuestRoomTest {

    private static final String ZOE = "@zoe:peer.example";

    /** What is changed in the answer of one honest device, D, beside one lying device, L. */
    private enum Lie {
        OF_ANOTHER_USER(device -> device.put("user_id", "@yan:peer.example")),
        OF_OUR_USER(device -> device.put("user_id", "@alice:ministry.example")),
        OF_NO_USER(device -> device.remove("user_id")),
        OF_ANOTHER_DEVICE(device -> device.put("device_id", "D")),
        OF_NO_DEVICE(device -> device.remove("device_id")),
        WHOSE_DEVICE_IS_A_NUMBER(device -> device.put("device_id", 7));

        private final Consumer<ObjectNode> telling;

        Lie(Consumer<ObjectNode> telling) {
            this.telling = telling;
        }
    }

    @ParameterizedTest
    @EnumSource
    void lyingDeviceIsHandedOnToNobody(Lie lie) {
        room.joinedBy(peer, "zoe");
        ObjectNode lying = keys(ZOE, "L");
        lie.telling.accept(lying);
        ObjectNode answer = JsonNodes.object();
        answer.putObject("device_keys").putObject(ZOE).<ObjectNode>set("D", keys(ZOE, "D")).set("L", lying);
        peer.on("POST /_matrix/federation/v1/user/keys/query", (target, body) -> Answer.ok(answer));

        alice.asking().body(Map.of("device_keys", Map.of(ZOE, List.of()))).post("/_matrix/client/v3/keys/query").then().statusCode(200)
                .body("device_keys.'" + ZOE + "'", hasKey("D")).body("device_keys.'" + ZOE + "'", not(hasKey("L")));
    }

    @Test
    void answerSpeaksForTheServersOwnUsersAlone() {
        room.joinedBy(peer, "zoe");
        var bob = Agents.register("bob");
        ObjectNode answer = JsonNodes.object();
        ObjectNode devices = answer.putObject("device_keys");
        devices.putObject(ZOE).set("D", keys(ZOE, "D"));
        devices.putObject(bob.userId().value()).set("FORGED", keys(bob.userId().value(), "FORGED"));
        devices.putObject("@x:other.example").set("FORGED", keys("@x:other.example", "FORGED"));
        ObjectNode claimed = JsonNodes.object();
        ObjectNode keys = claimed.putObject("one_time_keys");
        keys.putObject(bob.userId().value()).putObject("FORGED").put("curve25519:A", "key");
        peer.on("POST /_matrix/federation/v1/user/keys/query", (target, body) -> Answer.ok(answer));
        peer.on("POST /_matrix/federation/v1/user/keys/claim", (target, body) -> Answer.ok(claimed));

        String told = alice.asking().body(Map.of("device_keys", Map.of(ZOE, List.of(), bob.userId().value(), List.of())))
                .post("/_matrix/client/v3/keys/query").then().statusCode(200).extract().asString();
        String given = alice.asking().body(Map.of("one_time_keys", Map.of(ZOE, Map.of("D", "signed_curve25519"))))
                .post("/_matrix/client/v3/keys/claim").then().statusCode(200).extract().asString();
        assertEquals("false false", told.contains("FORGED") + " " + given.contains("FORGED"), told + given);
    }

    /** PostgreSQL knows no NUL in a text, JSON does: who writes one somewhere must not stop what comes with it. */
    @Test
    void nulInWhateverIsToldStopsNothing() {
        room.joinedBy(peer, "zoe");
        String nul = "a\u0000b";
        ObjectNode device = JsonNodes.object().put("user_id", ZOE).put("device_id", "D").put("stream_id", 1).put("device_display_name", nul);
        ObjectNode message = JsonNodes.object().put("sender", ZOE).put("type", nul).put("message_id", nul);
        message.putObject("messages").putObject(alice.userId().value()).putObject("*").put(nul, nul);
        ObjectNode presence = JsonNodes.object();
        presence.putArray("push").addObject().put("user_id", ZOE).put("presence", "online").put("status_msg", nul);
        ObjectNode receipt = JsonNodes.object();
        ObjectNode read = receipt.putObject(room.id()).putObject("m.read").putObject(ZOE);
        read.putArray("event_ids").add("$" + nul);
        read.putObject("data").put("ts", 1).put("thread_id", nul);
        for (ObjectNode edu : List.of(PeerEvents.edu("m.device_list_update", device), PeerEvents.edu("m.direct_to_device", message),
                PeerEvents.edu("m.presence", presence), PeerEvents.edu("m.receipt", receipt),
                PeerEvents.edu("m.device_list_update", device.deepCopy().put("device_id", nul)),
                PeerEvents.edu("m.typing", JsonNodes.object().put("room_id", nul).put("user_id", ZOE).put("typing", true)))) {
            assertEquals(200, room.sendEdus(edu).extract().statusCode(), edu.toString());
        }
        ObjectNode said = room.peerMessage(nul);
        assertEquals("{}", room.sendFor(List.of(said)).path(PeerEvents.id(said)).toString());
        alice.asking().get("/_matrix/client/v3/sync").then().statusCode(200);
    }

    private static ObjectNode keys(String user, String device) {
        ObjectNode keys = JsonNodes.object().put("user_id", user).put("device_id", device);
        keys.putArray("algorithms").add("m.megolm.v1.aes-sha2");
        keys.putObject("keys").put("ed25519:" + device, "key");
        keys.putObject("signatures").putObject(user).put("ed25519:" + device, "signature");
        return keys;
    }
}
