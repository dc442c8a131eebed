package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class MembershipResourceTest {

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void invitedUserMayJoinAPrivateRoom() {
        TestRoom room = TestRoom.by(alice).invites(bob).joinedBy(bob);
        bob.asking().get("/_matrix/client/v3/joined_rooms").then().statusCode(200).body("joined_rooms", hasItem(room.id().value()));
        alice.asking().get(room.path("/joined_members")).then().statusCode(200)
                .body("joined.keySet()", hasItems(alice.userId().value(), bob.userId().value()));
    }

    @Test
    void uninvitedUserMayNotJoinAPrivateRoom() {
        TestRoom room = TestRoom.by(alice);
        refused(bob.asking().body("{}").post(room.path("/join")).then());
    }

    @Test
    void joiningTwiceIsOneJoin() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob).joinedBy(bob);
        alice.asking().get(room.path("/messages?dir=b&limit=50")).then()
                .body("chunk.findAll { it.state_key == '" + bob.userId() + "' }.size()", equalTo(1));
    }

    @Test
    void kickedUserMayJoinAgainAPublicRoom() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        act(alice, room, "kick", bob).statusCode(200);
        bob.asking().get("/_matrix/client/v3/joined_rooms").then().body("joined_rooms", not(hasItem(room.id().value())));
        room.joinedBy(bob);
    }

    @Test
    void bannedUserCannotRejoin() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        act(alice, room, "ban", bob).statusCode(200);
        refused(bob.asking().body("{}").post(room.path("/join")).then());
        refused(act(alice, room, "invite", bob));
        act(alice, room, "unban", bob).statusCode(200);
        room.joinedBy(bob);
    }

    @Test
    void memberWithoutPowerMayNotKickOrBan() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        Agent carol = Agents.register("carol");
        room.joinedBy(carol);
        refused(act(bob, room, "kick", carol));
        refused(act(bob, room, "ban", carol));
        refused(act(bob, room, "unban", carol));
    }

    @Test
    void whoIsNotInTheRoomMayNotInvite() {
        refused(act(bob, TestRoom.by(alice), "invite", Agents.register("carol")));
    }

    @Test
    void joinedUserCannotBeInvited() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        refused(act(alice, room, "invite", bob));
    }

    @Test
    void declinedInviteIsGone() {
        TestRoom room = TestRoom.by(alice).invites(bob);
        bob.asking().body("{}").post(room.path("/leave")).then().statusCode(200);
        refused(bob.asking().body("{}").post(room.path("/join")).then());
    }

    @Test
    void leftRoomCanBeForgottenAndAJoinedOneCannot() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        bob.asking().body("{}").post(room.path("/forget")).then().statusCode(400).body("errcode", equalTo("M_UNKNOWN"));
        bob.asking().body("{}").post(room.path("/leave")).then().statusCode(200);
        bob.asking().body("{}").post(room.path("/forget")).then().statusCode(200);
    }

    @Test
    void knockIsTakenWhereTheRoomTakesKnocks() {
        TestRoom closed = TestRoom.by(alice);
        refused(bob.asking().body("{}").post("/_matrix/client/v3/knock/{room}", closed.id().value()).then());
        TestRoom room = TestRoom.by(alice, Map.of("initial_state",
                List.of(Map.of("type", "m.room.join_rules", "content", Map.of("join_rule", "knock")))));
        bob.asking().body(Map.of("reason", "bonjour")).post("/_matrix/client/v3/knock/{room}", room.id().value())
                .then().statusCode(200).body("room_id", equalTo(room.id().value()));
        act(alice, room, "invite", bob).statusCode(200);
        room.joinedBy(bob);
    }

    @Test
    void memberOfTheAllowedRoomMayJoinARestrictedRoom() {
        TestRoom ministry = TestRoom.publicBy(alice).joinedBy(bob);
        TestRoom room = TestRoom.by(alice, Map.of("initial_state", List.of(Map.of("type", "m.room.join_rules",
                "content", Map.of("join_rule", "restricted", "allow",
                        List.of(Map.of("type", "m.room_membership", "room_id", ministry.id().value())))))));
        room.joinedBy(bob);
        refused(Agents.register("carol").asking().body("{}").post(room.path("/join")).then());
    }

    @Test
    void wrongUserIdIsRefused() {
        TestRoom room = TestRoom.by(alice);
        alice.asking().body(Map.of("user_id", "bob")).post(room.path("/invite")).then().statusCode(400);
        alice.asking().body("{}").post(room.path("/invite")).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
    }

    @Test
    void eitherMembershipFilterIsEnough() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        bob.asking().body("{}").post(room.path("/leave")).then().statusCode(200);
        members(room, "?membership=join&not_membership=ban").body("chunk.size()", equalTo(2));
        members(room, "?membership=leave&not_membership=join").body("chunk.state_key", equalTo(List.of(bob.userId().value())));
        members(room, "?not_membership=leave").body("chunk.state_key", equalTo(List.of(alice.userId().value())));
        alice.asking().get(room.path("/members?membership=present")).then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void forgottenRoomCannotBeReadAnyMore() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        bob.asking().body("{}").post(room.path("/leave")).then().statusCode(200);
        bob.asking().get(room.path("/messages?dir=b")).then().statusCode(200);
        bob.asking().body("{}").post(room.path("/forget")).then().statusCode(200);
        refused(bob.asking().get(room.path("/messages?dir=b")).then());
        refused(bob.asking().get(room.path("/state")).then());
        room.joinedBy(bob);
        bob.asking().get(room.path("/messages?dir=b")).then().statusCode(200);
    }

    @Test
    void nobodyLeavesARoomThatTheyHaveNoPartIn() {
        refused(bob.asking().body("{}").post(TestRoom.publicBy(alice).path("/leave")).then());
        bob.asking().body("{}").post("/_matrix/client/v3/rooms/!nowhere:ministry.example/leave").then().statusCode(404);
    }

    private ValidatableResponse members(TestRoom room, String query) {
        return alice.asking().get(room.path("/members" + query)).then().statusCode(200);
    }

    private static ValidatableResponse act(Agent actor, TestRoom room, String action, Agent target) {
        return actor.asking().body(Map.of("user_id", target.userId().value())).post(room.path("/" + action)).then();
    }

    private static void refused(ValidatableResponse response) {
        response.statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }
}
