package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spec: client-server-api, "Invite permission". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class BlockedInvitesTest {

    private static final String INVITED = "rooms.invite";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void whoBlocksInvitesIsInvitedByNoEndpoint() {
        TestRoom room = TestRoom.by(alice);
        permit(bob, Map.of("default_action", "block"));

        alice.asking().body(Map.of("user_id", bob.userId().value())).post(room.path("/invite"))
                .then().statusCode(403).body("errcode", equalTo("M_INVITE_BLOCKED"));
        room.trySending(alice, "m.room.member", bob.userId().value(), Map.of("membership", "invite"))
                .statusCode(403).body("errcode", equalTo("M_INVITE_BLOCKED"));
        alice.asking().body(Map.of("invite", List.of(bob.userId().value()))).post("/_matrix/client/v3/createRoom")
                .then().statusCode(403).body("errcode", equalTo("M_INVITE_BLOCKED"));
        assertEquals(Set.of(), invites(bob));
    }

    @Test
    void invitesOfBeforeAreNotToldWhileInvitesAreBlockedAndComeBackThen() {
        TestRoom room = TestRoom.by(alice).invites(bob);
        assertEquals(Set.of(room.id().value()), invites(bob));

        permit(bob, Map.of("default_action", "block"));
        assertEquals(Set.of(), invites(bob));
        alice.asking().get(room.path("/state/m.room.member/" + bob.userId().value())).then().statusCode(200).body("membership", equalTo("invite"));

        permit(bob, Map.of());
        assertEquals(Set.of(room.id().value()), invites(bob));
    }

    @Test
    void anInviteThatIsIgnoredIsTakenWithoutAWord() {
        TestRoom room = TestRoom.by(alice);
        permit(bob, Map.of("ignored_users", List.of(alice.userId().value())));

        room.invites(bob);
        assertEquals(Set.of(), invites(bob));
        TestRoom other = TestRoom.by(Agents.register("carol")).invites(bob);
        assertEquals(Set.of(other.id().value()), invites(bob));
    }

    private static Set<String> invites(Agent agent) {
        Map<String, ?> rooms = Rooms.sync(agent).getMap(INVITED);
        return rooms == null ? Set.of() : rooms.keySet();
    }

    private static void permit(Agent agent, Map<String, ?> content) {
        agent.asking().body(content).put("/_matrix/client/v3/user/" + agent.userId().value() + "/account_data/m.invite_permission_config")
                .then().statusCode(200);
    }
}
