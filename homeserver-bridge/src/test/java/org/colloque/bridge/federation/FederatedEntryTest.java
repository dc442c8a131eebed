package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

/** Users of another server enter rooms here that are not open to everybody. */
@QuarkusTest
class FederatedEntryTest extends PeerTest {

    @Test
    void restrictedJoinIsVouchedForAndSignedByBoth() {
        Agent alice = Agents.register("alice");
        GuestRoom gate = GuestRoom.openedBy(alice);
        gate.joinedBy(peer, "zoe");
        GuestRoom room = restricted(alice, gate);
        ObjectNode join = room.signedJoin(peer, peer.user("zoe"));
        assertEquals(alice.userId().value(), join.path("content").path("join_authorised_via_users_server").asText());
        room.handIn(peer, "v2/send_join", join).statusCode(200)
                .body("event.signatures", hasKey("ministry.example")).body("event.signatures", hasKey("peer.example"));
        membership(alice, room, "zoe").statusCode(200).body("membership", equalTo("join"));
    }

    @Test
    void restrictedJoinOfSomebodyInNoneOfTheRoomsIsRefusedInBothSteps() {
        Agent alice = Agents.register("alice");
        GuestRoom gate = GuestRoom.openedBy(alice);
        gate.joinedBy(peer, "zoe");
        GuestRoom room = restricted(alice, gate);
        room.propose(peer, "make_join", peer.user("yan")).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        ObjectNode join = room.signedJoin(peer, peer.user("zoe"));
        room.owner().asking().body(Map.of("user_id", "@zoe:peer.example"))
                .post("/_matrix/client/v3/rooms/" + gate.id() + "/kick").then().statusCode(200);
        room.handIn(peer, "v2/send_join", join).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        membership(alice, room, "zoe").statusCode(404);
    }

    @Test
    void restrictedJoinThatNamesNobodyWhoMayVouchIsRefused() {
        Agent alice = Agents.register("alice");
        Agent bob = Agents.register("bob");
        GuestRoom gate = GuestRoom.openedBy(alice);
        gate.joinedBy(peer, "zoe");
        GuestRoom room = restricted(alice, gate);
        for (String voucher : List.of(bob.userId().value(), "@nobody:ministry.example", "@zoe:peer.example", "nonsense")) {
            ObjectNode join = room.signedJoin(peer, peer.user("zoe"));
            join.remove(List.of("signatures", "hashes"));
            join.set("content", join.withObjectProperty("content").put("join_authorised_via_users_server", voucher));
            ObjectNode forged = new EventBuilder(RoomVersions.V12, peer.name(), peer.key()).seal(join).json();
            int status = room.handIn(peer, "v2/send_join", forged).extract().statusCode();
            assertEquals(4, status / 100, voucher + ": " + status);
        }
        membership(alice, room, "zoe").statusCode(404);
    }

    @Test
    void vouchingIsLeftToOthersWhereNobodyHereMayInvite() {
        Agent alice = Agents.register("alice");
        GuestRoom gate = GuestRoom.openedBy(alice);
        gate.joinedBy(peer, "zoe");
        gate.joinedBy(peer, "yan");
        GuestRoom room = GuestRoom.openedBy(alice, RoomVersions.V11, restrictedTo(gate));
        room.joinedBy(peer, "zoe");
        alice.asking().body(Map.of("users", Map.of("@zoe:peer.example", 100), "invite", 100))
                .put("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.power_levels").then().statusCode(200);
        room.propose(peer, "make_join", peer.user("yan")).statusCode(400).body("errcode", equalTo("M_UNABLE_TO_GRANT_JOIN"));
    }

    @Test
    void knockOfAnotherServersUserIsShownAndAnsweredWithWhatOneMaySee() {
        Agent alice = Agents.register("alice");
        GuestRoom room = GuestRoom.openedBy(alice, RoomVersions.V12, Map.of("join_rule", "knock"));
        ObjectNode knock = room.signed(peer, room.propose(peer, "make_knock", peer.user("zoe")).statusCode(200)
                .body("room_version", equalTo("12")));
        room.handIn(peer, "v1/send_knock", knock).statusCode(200)
                .body("knock_room_state.type", hasItem("m.room.create"))
                .body("knock_room_state.type", not(hasItem("m.room.power_levels")));
        membership(alice, room, "zoe").statusCode(200).body("membership", equalTo("knock"));
        ObjectNode leave = room.signed(peer, room.propose(peer, "make_leave", peer.user("zoe")).statusCode(200));
        room.handIn(peer, "v2/send_leave", leave).statusCode(200);
        membership(alice, room, "zoe").statusCode(200).body("membership", equalTo("leave"));
    }

    @Test
    void knockOnARoomThatTakesNoneIsRefused() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"), RoomVersions.V12, Map.of("join_rule", "invite"));
        room.propose(peer, "make_knock", peer.user("zoe")).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        room.propose(peer, "make_join", peer.user("zoe")).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    private static GuestRoom restricted(Agent owner, GuestRoom to) {
        return GuestRoom.openedBy(owner, RoomVersions.V12, restrictedTo(to));
    }

    private static Map<String, ?> restrictedTo(GuestRoom to) {
        return Map.of("join_rule", "restricted", "allow", List.of(Map.of("type", "m.room_membership", "room_id", to.id())));
    }

    private static ValidatableResponse membership(Agent agent, GuestRoom room, String guest) {
        return agent.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.member/@" + guest + ":peer.example").then();
    }
}
