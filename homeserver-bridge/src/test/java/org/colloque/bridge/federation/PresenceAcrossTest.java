package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agents;
import org.junit.jupiter.api.Test;

/** Who is there, told to and by the servers that share a room. */
@QuarkusTest
class PresenceAcrossTest extends PeerTest {

    private static final String STATUS = "/_matrix/client/v3/presence/{user}/status";

    @Test
    void serversInARoomHearWhoIsThere() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        room.say("so that the peer is sent to");
        String user = room.owner().userId().value();
        room.owner().asking().body(Map.of("presence", "unavailable", "status_msg", "in a meeting")).put(STATUS, user).then().statusCode(200);
        eventually(() -> assertTrue(peer.edus("m.presence").stream().flatMap(edu -> edu.path("content").path("push").valueStream())
                .anyMatch(update -> update.path("user_id").asText().equals(user) && update.path("presence").asText().equals("unavailable")
                        && update.path("status_msg").asText().equals("in a meeting"))));
    }

    @Test
    void whatAnotherServerTellsReachesTheSyncsOfTheRoom() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "yann");
        ObjectNode transaction = room.transaction(List.of()).put("origin", peer.name().value());
        ObjectNode edu = transaction.putArray("edus").addObject().put("edu_type", "m.presence");
        edu.putObject("content").putArray("push").addObject().put("user_id", "@yann:peer.example").put("presence", "online")
                .put("last_active_ago", 10).put("currently_active", true);
        new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), transaction).statusCode(200);
        eventually(() -> room.owner().asking().queryParam("set_presence", "offline").get("/_matrix/client/v3/sync").then().statusCode(200)
                .body("presence.events.sender", hasItem("@yann:peer.example")));
        room.owner().asking().get(STATUS, "@yann:peer.example").then().statusCode(200).body("presence", equalTo("online"));
    }
}
