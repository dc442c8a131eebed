package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.Test;

/** What another server is told of our users, and by which node. */
@QuarkusTest
class OutboundUpdatesTest extends GuestRoomTest {

    @Inject
    Database database;

    @Test
    void deviceUpdatesNameTheOnesBeforeThem() {
        room.joinedBy(peer, "zoe");
        uploadKeys(alice);
        eventually(() -> assertTrue(updates(alice).stream().anyMatch(update -> update.has("keys"))));
        Agent second = alice.onAnotherDevice();
        uploadKeys(second);
        eventually(() -> assertTrue(updates(alice).stream().anyMatch(update -> isOf(second, update) && update.has("keys"))));
        second.asking().body(Map.of()).post("/_matrix/client/v3/logout").then().statusCode(200);
        eventually(() -> assertTrue(updates(alice).stream().anyMatch(update -> isOf(second, update) && update.path("deleted").asBoolean())));
        List<JsonNode> all = updates(alice);
        for (int i = 1; i < all.size(); i++) {
            long previous = all.get(i - 1).path("stream_id").asLong();
            assertTrue(all.get(i).path("stream_id").asLong() > previous);
            assertTrue(all.get(i).path("prev_id").valueStream().anyMatch(id -> id.asLong() == previous), all.get(i).toString());
        }
    }

    @Test
    void wholeListIsAnsweredWithTheStreamIdOfTheLastUpdate() {
        room.joinedBy(peer, "zoe");
        uploadKeys(alice);
        eventually(() -> assertTrue(updates(alice).stream().anyMatch(update -> update.has("keys"))));
        int last = (int) updates(alice).getLast().path("stream_id").asLong();
        new PeerRequests(peer).get("/_matrix/federation/v1/user/devices/" + PeerEvents.encode(alice.userId())).statusCode(200)
                .body("stream_id", org.hamcrest.Matchers.equalTo(last))
                .body("devices.device_id", org.hamcrest.Matchers.hasItem(alice.device().value()));
    }

    @Test
    void devicesOfSomebodyWhoSharesNoRoomAreNotTold() {
        Agent stranger = Agents.register("stranger");
        room.joinedBy(peer, "zoe");
        uploadKeys(stranger);
        uploadKeys(alice);
        eventually(() -> assertTrue(updates(alice).stream().anyMatch(update -> update.has("keys"))));
        assertFalse(updates(stranger).stream().anyMatch(update -> true));
    }

    @Test
    void newNameIsCarriedIntoTheRoomsAndToTheirServers() {
        room.joinedBy(peer, "zoe");
        alice.asking().body(Map.of("displayname", "Alice of the registry"))
                .put("/_matrix/client/v3/profile/" + alice.userId() + "/displayname").then().statusCode(200);
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> pdu.path("room_id").asText().equals(room.id())
                && pdu.path("state_key").asText().equals(alice.userId().value())
                && pdu.path("content").path("membership").asText().equals("join")
                && pdu.path("content").path("displayname").asText().equals("Alice of the registry"))));
    }

    @Test
    void destinationOfANodeThatDiedIsTakenOverWhenItsLeaseEnds() throws InterruptedException {
        room.joinedBy(peer, "zoe");
        room.say("before " + room.id());
        eventually(() -> assertTrue(said().contains("before " + room.id())));
        database.update("update federation_destination set owner = 'a node that died', lease_until = now() + interval '9 seconds'")
                .await().atMost(Duration.ofSeconds(5));
        Thread.sleep(4_000);
        room.say("during " + room.id());
        Thread.sleep(1_500);
        assertFalse(said().contains("during " + room.id()), "another node's destination was sent to");
        eventually(() -> assertTrue(said().contains("during " + room.id())));
        room.say("after " + room.id());
        eventually(() -> assertEquals(List.of("before " + room.id(), "during " + room.id(), "after " + room.id()), said()));
    }

    private List<String> said() {
        return peer.pdus().stream().map(pdu -> pdu.path("content").path("body").asText()).filter(body -> body.endsWith(room.id())).toList();
    }

    private static List<JsonNode> updates(Agent of) {
        return peer.edus("m.device_list_update").stream().map(edu -> edu.path("content"))
                .filter(content -> content.path("user_id").asText().equals(of.userId().value())).toList();
    }

    private static boolean isOf(Agent agent, JsonNode update) {
        return update.path("device_id").asText().equals(agent.device().value());
    }

    private static void uploadKeys(Agent agent) {
        SigningKey key = SigningKey.generate(KeyId.of("ed25519", agent.device().value()), new SecureRandom());
        ObjectNode keys = JsonNodes.object().put("user_id", agent.userId().value()).put("device_id", agent.device().value());
        keys.putArray("algorithms").add("m.megolm.v1.aes-sha2");
        keys.putObject("keys").put(key.id().value(), key.verifyKey().toBase64());
        JsonSignatures.sign(keys, agent.userId().value(), key);
        agent.asking().body(Map.of("device_keys", keys)).post("/_matrix/client/v3/keys/upload").then().statusCode(200);
    }
}
