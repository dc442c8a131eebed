package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.TestRoom;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spaces whose rooms are on several servers. */
@QuarkusTest
class SpacesTest extends PeerTest {

    private Agent alice;
    private TestRoom space;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
        space = TestRoom.by(alice, Map.of("preset", "public_chat", "creation_content", Map.of("type", "m.space")));
    }

    @Test
    void otherServersSeeTheChildrenThatTheyCouldEnter() {
        TestRoom open = TestRoom.publicBy(alice);
        TestRoom secret = TestRoom.by(alice);
        child(open.id().value(), "ministry.example");
        child(secret.id().value(), "ministry.example");
        new PeerRequests(peer).get("/_matrix/federation/v1/hierarchy/" + PeerEvents.encode(space.id()) + "?suggested_only=false")
                .statusCode(200).body("room.room_id", equalTo(space.id().value())).body("room.children_state.size()", equalTo(2))
                .body("children.room_id", contains(open.id().value())).body("inaccessible_children", contains(secret.id().value()));
    }

    @Test
    void roomThatAServerCouldNotEnterDoesNotExistForIt() {
        TestRoom secret = TestRoom.by(alice);
        new PeerRequests(peer).get("/_matrix/federation/v1/hierarchy/" + PeerEvents.encode(secret.id()))
                .statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void roomsOfAPeerAreShownAsThePeerTellsThem() {
        String distant = "!distant:peer.example";
        String hidden = "!hidden:peer.example";
        child(distant, "peer.example");
        ObjectNode told = JsonNodes.object();
        ObjectNode room = told.putObject("room").put("room_id", distant).put("name", "Là-bas").put("join_rule", "public")
                .put("world_readable", false).put("guest_can_join", false).put("num_joined_members", 3).put("room_type", "m.space");
        ObjectNode event = room.putArray("children_state").addObject().put("type", "m.space.child").put("state_key", hidden)
                .put("sender", "@zoe:peer.example").put("origin_server_ts", 1);
        event.putObject("content").putArray("via").add("peer.example");
        told.putArray("children");
        told.putArray("inaccessible_children").add(hidden);
        peer.on("GET /_matrix/federation/v1/hierarchy/%21distant%3Apeer.example", (target, body) -> Answer.ok(told));
        alice.asking().get("/_matrix/client/v1/rooms/" + space.id() + "/hierarchy").then().statusCode(200)
                .body("rooms.room_id", contains(space.id().value(), distant)).body("rooms[1].name", equalTo("Là-bas"));
    }

    @Test
    void peerThatDoesNotAnswerLeavesTheRestOfTheTree() {
        child("!gone:peer.example", "peer.example");
        TestRoom open = TestRoom.publicBy(alice);
        child(open.id().value(), "ministry.example");
        alice.asking().get("/_matrix/client/v1/rooms/" + space.id() + "/hierarchy").then().statusCode(200)
                .body("rooms.room_id", contains(space.id().value(), open.id().value())).body("rooms[1].children_state", empty());
    }

    private void child(String room, String via) {
        space.state(alice, "m.space.child", room, Map.of("via", List.of(via)));
    }
}
