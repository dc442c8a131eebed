package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Administrators;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ModerationResourceTest {

    private static final String CLIENT = "/_matrix/client/v3";
    private static final String ADMIN = "/_matrix/client/v1/admin/";
    private static final String WHOAMI = CLIENT + "/account/whoami";

    private Agent admin;
    private Agent bob;

    @BeforeEach
    void register() {
        admin = Administrators.register();
        bob = Agents.register("bob");
    }

    @Test
    void lockedAccountCanDoNothingButLogOut() {
        bob.asking().get(WHOAMI).then().statusCode(200);
        set("lock", bob, true).statusCode(200).body("locked", equalTo(true));
        admin.asking().get(ADMIN + "lock/" + bob.userId()).then().statusCode(200).body("locked", equalTo(true));
        for (String path : List.of(WHOAMI, CLIENT + "/sync", CLIENT + "/joined_rooms")) {
            locked(bob.asking().get(path).then());
        }
        locked(bob.asking().body(Map.of("logout", "x")).put(CLIENT + "/profile/" + bob.userId() + "/logout").then());
        locked(login());
        set("lock", bob, false).statusCode(200).body("locked", equalTo(false));
        bob.asking().get(WHOAMI).then().statusCode(200);
        set("lock", bob, true).statusCode(200);
        bob.asking().body("{}").post(CLIENT + "/logout").then().statusCode(200);
        bob.asking().get(WHOAMI).then().statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN"));
    }

    @Test
    void lockedAccountIsNotRefreshed() {
        Map<String, Object> login = Map.of("type", "m.login.password", "password", bob.password(), "user", bob.userId().value(), "refresh_token", true);
        String refresh = given().contentType(ContentType.JSON).body(login).post(CLIENT + "/login").then().statusCode(200).extract().path("refresh_token");
        set("lock", bob, true).statusCode(200);
        locked(given().contentType(ContentType.JSON).body(Map.of("refresh_token", refresh)).post(CLIENT + "/refresh").then());
        set("lock", bob, false).statusCode(200);
        given().contentType(ContentType.JSON).body(Map.of("refresh_token", refresh)).post(CLIENT + "/refresh").then().statusCode(200);
    }

    @Test
    void suspendedAccountReadsAndLeavesButActsOnNobody() {
        Agent alice = Agents.register("alice");
        String room = Rooms.create(alice);
        String other = Rooms.create(alice);
        Rooms.join(bob, room);
        String own = Rooms.say(bob, room, "what I regret");
        String hers = Rooms.say(alice, room, "what she says");
        set("suspend", bob, true).statusCode(200).body("suspended", equalTo(true));
        admin.asking().get(ADMIN + "suspend/" + bob.userId()).then().statusCode(200).body("suspended", equalTo(true));

        suspended(bob.asking().body(Map.of("msgtype", "m.text", "body", "no")).put(CLIENT + "/rooms/{r}/send/m.room.message/{t}", room, UUID.randomUUID()).then());
        suspended(bob.asking().body(Map.of("topic", "no")).put(CLIENT + "/rooms/{r}/state/m.room.topic", room).then());
        suspended(bob.asking().body("{}").post(CLIENT + "/rooms/{r}/join", other).then());
        suspended(bob.asking().body("{}").post(CLIENT + "/join/{r}", other).then());
        suspended(bob.asking().body("{}").post(CLIENT + "/knock/{r}", other).then());
        suspended(bob.asking().body(Map.of("user_id", alice.userId().value())).post(CLIENT + "/rooms/{r}/invite", room).then());
        suspended(bob.asking().body("{}").post(CLIENT + "/createRoom").then());
        suspended(bob.asking().body(Map.of("displayname", "no")).put(CLIENT + "/profile/{u}/displayname", bob.userId().value()).then());
        suspended(bob.asking().body("{}").put(CLIENT + "/rooms/{r}/redact/{e}/{t}", room, hers, UUID.randomUUID()).then());

        bob.asking().body("{}").put(CLIENT + "/rooms/{r}/redact/{e}/{t}", room, own, UUID.randomUUID()).then().statusCode(200);
        Rooms.sync(bob);
        Agents.login(bob.userId(), bob.password()).asking().get(WHOAMI).then().statusCode(200);
        Rooms.leave(bob, room);
        set("suspend", bob, false).statusCode(200);
        Rooms.join(bob, other);
    }

    @Test
    void onlyAdministratorsModerateAndOnlyOthersOfThisServer() {
        for (String kind : List.of("lock", "suspend")) {
            String field = kind.equals("lock") ? "locked" : "suspended";
            given().get(ADMIN + kind + "/" + bob.userId()).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
            for (String target : List.of(bob.userId().value(), "@nobody:ministry.example", "@zoe:elsewhere.example")) {
                bob.asking().get(ADMIN + kind + "/" + target).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
                bob.asking().body(Map.of(field, true)).put(ADMIN + kind + "/" + target).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
            }
            admin.asking().get(ADMIN + kind + "/@nobody:ministry.example").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
            admin.asking().get(ADMIN + kind + "/@zoe:elsewhere.example").then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
            admin.asking().get(ADMIN + kind + "/nobody").then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
            admin.asking().body(Map.of(field, "yes")).put(ADMIN + kind + "/" + bob.userId()).then().statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
            admin.asking().body("{}").put(ADMIN + kind + "/" + bob.userId()).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
            set(kind, admin, true).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
            set(kind, Administrators.register(), true).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        }
        bob.asking().body(Map.of("auth", bob.passwordProof())).post(CLIENT + "/account/deactivate").then().statusCode(200);
        set("lock", bob, true).statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void capabilityIsTheAdministratorsAlone() {
        admin.asking().get(CLIENT + "/capabilities").then().statusCode(200)
                .body("capabilities.'m.account_moderation'", equalTo(Map.of("suspend", true, "lock", true)));
        bob.asking().get(CLIENT + "/capabilities").then().statusCode(200).body("capabilities", not(hasKey("m.account_moderation")));
    }

    @Test
    void whoisIsForOneselfAndAdministrators() {
        String path = CLIENT + "/admin/whois/" + bob.userId();
        given().get(path).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        Agents.register("alice").asking().get(path).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        bob.asking().get(path).then().statusCode(200).body("user_id", equalTo(bob.userId().value()));
        admin.asking().get(path).then().statusCode(200)
                .body("devices.'" + bob.device().value() + "'.sessions[0].connections[0].last_seen", notNullValue());
        admin.asking().get(CLIENT + "/admin/whois/@nobody:ministry.example").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        admin.asking().get(CLIENT + "/admin/whois/nobody").then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    private ValidatableResponse set(String kind, Agent target, boolean value) {
        return admin.asking().body(Map.of(kind.equals("lock") ? "locked" : "suspended", value)).put(ADMIN + kind + "/" + target.userId()).then();
    }

    private ValidatableResponse login() {
        return given().contentType(ContentType.JSON).body(Map.of("type", "m.login.password", "password", bob.password(), "user", bob.userId().value()))
                .post(CLIENT + "/login").then();
    }

    private static void locked(ValidatableResponse answer) {
        answer.statusCode(401).body("errcode", equalTo("M_USER_LOCKED")).body("soft_logout", equalTo(true));
    }

    private static void suspended(ValidatableResponse answer) {
        answer.statusCode(403).body("errcode", equalTo("M_USER_SUSPENDED"));
    }
}
