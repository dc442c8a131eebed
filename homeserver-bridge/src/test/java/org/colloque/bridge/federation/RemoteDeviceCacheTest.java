package org.colloque.bridge.federation;

import static org.colloque.bridge.federation.PeerEvents.edu;
import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Test;

/** The devices of another server's users are kept as its updates tell them. Spec: server-server-api, "Device Management". */
@QuarkusTest
class RemoteDeviceCacheTest extends GuestRoomTest {

    private final String zoe = "@zoe-" + UUID.randomUUID().toString().substring(0, 8) + ":peer.example";

    /** The list as it stands at this stream id is fetched, and from then on kept. */
    private void follow(long streamId, String... devices) {
        room.joinedBy(peer, zoe.substring(1, zoe.indexOf(':')));
        publish(streamId, devices);
        devices();
        update(streamId, "D1", List.of(streamId - 1), false);
        eventually(() -> assertEquals(1, resyncs()));
        eventually(() -> assertEquals(Set.of(devices), devices()));
    }

    @Test
    void updateThatFollowsIsTakenInWithoutAsking() {
        follow(10, "D1");
        int asked = queries();
        update(11, "D2", List.of(10L), false);
        eventually(() -> assertEquals(Set.of("D1", "D2"), devices()));
        update(12, "D1", List.of(11L), true);
        eventually(() -> assertEquals(Set.of("D2"), devices()));
        assertEquals(1, resyncs());
        assertEquals(asked, queries());
    }

    @Test
    void updateBehindAGapHasTheListFetchedAnew() {
        follow(10, "D1");
        publish(15, "D1", "D5", "D6");
        update(15, "D6", List.of(14L), false);
        eventually(() -> assertEquals(Set.of("D1", "D5", "D6"), devices()));
        assertEquals(2, resyncs());
    }

    @Test
    void gapAmongSeveralPreviousUpdatesIsAGap() {
        follow(10, "D1");
        publish(15, "D1", "D4", "D6");
        update(15, "D6", List.of(10L, 14L), false);
        eventually(() -> assertEquals(Set.of("D1", "D4", "D6"), devices()));
        assertEquals(2, resyncs());
    }

    @Test
    void updateThatIsKnownChangesNothing() {
        follow(10, "D1");
        update(9, "OLD", List.of(8L), false);
        update(10, "OLD", List.of(9L), false);
        update(11, "D2", List.of(10L), false);
        eventually(() -> assertEquals(Set.of("D1", "D2"), devices()));
        assertEquals(1, resyncs());
    }

    @Test
    void listThatCouldNotBeFetchedIsFetchedWithTheNextUpdate() {
        follow(10, "D1");
        peer.on("GET /_matrix/federation/v1/user/devices/" + PeerEvents.encode(zoe), (target, body) -> new Answer(500, JsonNodes.object()));
        update(15, "D5", List.of(14L), false);
        eventually(() -> assertEquals(2, resyncs()));
        publish(16, "D1", "D5", "D6");
        update(16, "D6", List.of(15L), false);
        eventually(() -> assertEquals(Set.of("D1", "D5", "D6"), devices()));
    }

    private void update(long stream, String device, List<Long> previous, boolean deleted) {
        ObjectNode content = JsonNodes.object().put("user_id", zoe).put("device_id", device).put("stream_id", stream).put("deleted", deleted);
        previous.forEach(content.putArray("prev_id")::add);
        if (!deleted) {
            content.set("keys", keys(device));
        }
        room.sendEdus(edu("m.device_list_update", content)).statusCode(200);
    }

    private void publish(long stream, String... devices) {
        ObjectNode list = JsonNodes.object().put("user_id", zoe).put("stream_id", stream);
        ArrayNode all = list.putArray("devices");
        ObjectNode queried = JsonNodes.object();
        ObjectNode byDevice = queried.putObject("device_keys").putObject(zoe);
        for (String device : devices) {
            all.addObject().put("device_id", device).set("keys", keys(device));
            byDevice.set(device, keys(device));
        }
        peer.on("GET /_matrix/federation/v1/user/devices/" + PeerEvents.encode(zoe), (target, body) -> Answer.ok(list));
        peer.on("POST /_matrix/federation/v1/user/keys/query", (target, body) -> Answer.ok(queried));
    }

    private ObjectNode keys(String device) {
        ObjectNode keys = JsonNodes.object().put("user_id", zoe).put("device_id", device);
        keys.putArray("algorithms").add("m.megolm.v1.aes-sha2");
        keys.putObject("keys").put("ed25519:" + device, "key");
        keys.putObject("signatures").putObject(zoe).put("ed25519:" + device, "signature");
        return keys;
    }

    private Set<String> devices() {
        Map<String, Object> devices = alice.asking().body(Map.of("device_keys", Map.of(zoe, List.of())))
                .post("/_matrix/client/v3/keys/query").then().statusCode(200).extract().path("device_keys.'" + zoe + "'");
        return devices == null ? Set.of() : new TreeSet<>(devices.keySet());
    }

    private int resyncs() {
        return peer.received("GET /_matrix/federation/v1/user/devices/" + PeerEvents.encode(zoe)).size();
    }

    private static int queries() {
        return peer.received("POST /_matrix/federation/v1/user/keys/query").size();
    }
}
