package org.colloque.bridge.appservice;

import static org.colloque.bridge.appservice.TestBridge.as;
import static org.colloque.bridge.appservice.TestBridge.asking;
import static org.colloque.bridge.appservice.TestBridge.ghost;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who an application service may be, and which names are its own. Spec: application-service-api, "Client-Server API Extensions". */
@QuarkusTest
@TestProfile(WithBridges.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class IdentityAssertionTest {

    private static final String CLIENT = "/_matrix/client/v3";
    private static final String WHOAMI = CLIENT + "/account/whoami";
    private static final String ALIAS = CLIENT + "/directory/room/{alias}";

    private static TestBridge bridge;
    private String name;
    private Agent alice;

    @BeforeAll
    static void startBridge() {
        bridge = TestBridge.start();
    }

    @AfterAll
    static void stopBridge() {
        bridge.close();
    }

    @BeforeEach
    void prepare() {
        bridge.forget();
        name = "_irc_" + UUID.randomUUID().toString().substring(0, 8);
        alice = Agents.register("alice");
    }

    @Test
    void tokenAloneIsTheServicesOwnUser() {
        asking().get(WHOAMI).then().statusCode(200).body("user_id", equalTo("@_irc_bot:ministry.example")).body("device_id", nullValue())
                .body("is_guest", equalTo(false));
        RestAssured.given().queryParam("access_token", BridgeRegistration.AS_TOKEN).get(WHOAMI).then().statusCode(200);
        refused(RestAssured.given().header("Authorization", "Bearer " + BridgeRegistration.AS_TOKEN + "x").get(WHOAMI).then(), 401, "M_UNKNOWN_TOKEN");
        refused(RestAssured.given().header("Authorization", "Bearer " + BridgeRegistration.HS_TOKEN).get(WHOAMI).then(), 401, "M_UNKNOWN_TOKEN");
    }

    @Test
    void serviceActsAsItsRegisteredUsersAlone() {
        String user = ghost(name);
        as(user).get(WHOAMI).then().statusCode(200).body("user_id", equalTo(user));
        refused(as("@" + name + "_unknown:ministry.example").get(WHOAMI).then(), 403, "M_FORBIDDEN");
        refused(as(alice.userId().value()).get(WHOAMI).then(), 403, "M_FORBIDDEN");
        refused(as("@_irc_bob:other.example").get(WHOAMI).then(), 403, "M_FORBIDDEN");
        refused(as("nobody").get(WHOAMI).then(), 400, "M_INVALID_PARAM");
    }

    @Test
    void namedUserIsNothingToThoseWhoAreNoService() {
        alice.asking().queryParam("user_id", "@_irc_bot:ministry.example").queryParam("device_id", "NONE").get(WHOAMI).then().statusCode(200)
                .body("user_id", equalTo(alice.userId().value())).body("device_id", equalTo(alice.device().value()));
    }

    @Test
    void serviceActsAsADeviceOfItsUserByBothNamesOfTheParameter() {
        String user = ghost(name);
        refused(as(user).queryParam("device_id", "BRIDGE").get(WHOAMI).then(), 400, "M_UNKNOWN_DEVICE");
        as(user).body(Map.of("display_name", "Bridge")).put(CLIENT + "/devices/BRIDGE").then().statusCode(201);
        as(user).queryParam("device_id", "BRIDGE").get(WHOAMI).then().statusCode(200).body("device_id", equalTo("BRIDGE"));
        as(user).queryParam("org.matrix.msc3202.device_id", "BRIDGE").get(WHOAMI).then().statusCode(200).body("device_id", equalTo("BRIDGE"));
        refused(asking().queryParam("device_id", "BRIDGE").get(WHOAMI).then(), 400, "M_UNKNOWN_DEVICE");
        refused(as(user).body(Map.of()).post(CLIENT + "/keys/upload").then(), 400, "M_MISSING_PARAM");
        as(user).queryParam("device_id", "BRIDGE").body(Map.of()).post(CLIENT + "/keys/upload").then().statusCode(200);
    }

    @Test
    void devicesAreMadeAndDeletedWithoutInteractiveAuthentication() {
        String user = ghost(name);
        as(user).body(Map.of()).put(CLIENT + "/devices/ONE").then().statusCode(201);
        as(user).body(Map.of("display_name", "One")).put(CLIENT + "/devices/ONE").then().statusCode(200);
        as(user).body(Map.of()).put(CLIENT + "/devices/TWO").then().statusCode(201);
        as(user).get(CLIENT + "/devices/ONE").then().statusCode(200).body("display_name", equalTo("One"));
        as(user).body(Map.of()).delete(CLIENT + "/devices/ONE").then().statusCode(200);
        as(user).body(Map.of("devices", new String[] {"TWO"})).post(CLIENT + "/delete_devices").then().statusCode(200);
        refused(as(user).queryParam("device_id", "TWO").get(WHOAMI).then(), 400, "M_UNKNOWN_DEVICE");
        refused(alice.asking().body(Map.of()).put(CLIENT + "/devices/NEW").then(), 404, "M_NOT_FOUND");
        alice.asking().body(Map.of()).delete(CLIENT + "/devices/" + alice.device()).then().statusCode(401).body("flows", notNullValue());
    }

    @Test
    void deviceThatIsGoneIsNoMaskAnyMore() {
        String user = ghost(name);
        as(user).body(Map.of()).put(CLIENT + "/devices/ONE").then().statusCode(201);
        as(user).queryParam("device_id", "ONE").get(WHOAMI).then().statusCode(200);
        as(user).queryParam("device_id", "ONE").body(Map.of()).post(CLIENT + "/logout").then().statusCode(200);
        refused(as(user).queryParam("device_id", "ONE").get(WHOAMI).then(), 400, "M_UNKNOWN_DEVICE");
        refused(as(user).body(Map.of()).post(CLIENT + "/logout").then(), 400, "M_MISSING_PARAM");
    }

    @Test
    void registrationNeedsTheTokenAndTheNamespace() {
        Map<String, Object> body = Map.of("type", "m.login.application_service", "username", name);
        refused(RestAssured.given().contentType(ContentType.JSON).body(body).post(CLIENT + "/register").then(), 401, "M_MISSING_TOKEN");
        refused(alice.asking().body(body).post(CLIENT + "/register").then(), 401, "M_UNKNOWN_TOKEN");
        refused(asking().body(Map.of("type", "m.login.application_service", "username", "bob")).post(CLIENT + "/register").then(), 400, "M_EXCLUSIVE");
        refused(asking().body(Map.of("type", "m.login.application_service")).post(CLIENT + "/register").then(), 400, "M_MISSING_PARAM");
        refused(asking().body(Map.of("type", "m.login.application_service", "username", "_irc_a b")).post(CLIENT + "/register").then(), 400,
                "M_INVALID_USERNAME");
        asking().body(body).post(CLIENT + "/register").then().statusCode(200).body("access_token", notNullValue()).body("device_id", notNullValue());
        refused(asking().body(body).post(CLIENT + "/register").then(), 400, "M_USER_IN_USE");
    }

    @Test
    void reservedNamesAreRefusedToEverybodyElse() {
        Map<String, Object> proof = Map.of("type", "m.login.dummy");
        for (String reserved : new String[] {name, "_irc_bot"}) {
            refused(RestAssured.given().contentType(ContentType.JSON).body(Map.of("username", reserved, "password", "correct horse", "auth", proof))
                    .post(CLIENT + "/register").then(), 400, "M_EXCLUSIVE");
            refused(RestAssured.given().queryParam("username", reserved).get(CLIENT + "/register/available").then(), 400, "M_EXCLUSIVE");
        }
        RestAssured.given().contentType(ContentType.JSON).body(Map.of("type", "m.login.application_service", "username", name))
                .header("Authorization", "Bearer " + BridgeTestResource.QUIET_TOKEN).post(CLIENT + "/register").then().statusCode(400)
                .body("errcode", equalTo("M_EXCLUSIVE"));
        Agents.register("shared_");
    }

    @Test
    void serviceLogsItsUsersIn() {
        String user = ghost(name);
        RestAssured.get(CLIENT + "/login").then().statusCode(200).body("flows.type", hasItem("m.login.application_service"));
        String token = asking().body(login(user)).post(CLIENT + "/login").then().statusCode(200).body("user_id", equalTo(user))
                .extract().path("access_token");
        RestAssured.given().header("Authorization", "Bearer " + token).get(WHOAMI).then().statusCode(200).body("user_id", equalTo(user));
        refused(asking().body(login(alice.userId().value())).post(CLIENT + "/login").then(), 400, "M_EXCLUSIVE");
        refused(asking().body(login("@" + name + "_unknown:ministry.example")).post(CLIENT + "/login").then(), 403, "M_FORBIDDEN");
        refused(RestAssured.given().contentType(ContentType.JSON).body(login(user)).post(CLIENT + "/login").then(), 401, "M_MISSING_TOKEN");
        refused(alice.asking().body(login(user)).post(CLIENT + "/login").then(), 401, "M_UNKNOWN_TOKEN");
        refused(asking().body(Map.of("type", "m.login.application_service")).post(CLIENT + "/login").then(), 400, "M_MISSING_PARAM");
    }

    @Test
    void aliasesOfTheNamespaceAreTheServicesAlone() {
        String alias = "#" + name + ":ministry.example";
        String room = Rooms.create(alice);
        refused(alice.asking().body(Map.of("room_id", room)).put(ALIAS, alias).then(), 400, "M_EXCLUSIVE");
        refused(alice.asking().body(Map.of("room_alias_name", name)).post(CLIENT + "/createRoom").then(), 400, "M_EXCLUSIVE");
        String own = asking().body(Map.of("room_alias_name", name)).post(CLIENT + "/createRoom").then().statusCode(200).extract().path("room_id");
        refused(alice.asking().delete(ALIAS, alias).then(), 400, "M_EXCLUSIVE");
        refused(asking().body(Map.of("room_id", own)).put(ALIAS, "#other-" + name + ":ministry.example").then(), 400, "M_EXCLUSIVE");
        asking().delete(ALIAS, alias).then().statusCode(200);
        asking().body(Map.of("room_id", own)).put(ALIAS, alias).then().statusCode(200);
    }

    @Test
    void serviceSaysWhenSomethingHappened() {
        String user = ghost(name);
        String room = as(user).body(Map.of("preset", "public_chat")).post(CLIENT + "/createRoom").then().statusCode(200).extract().path("room_id");
        String send = CLIENT + "/rooms/{room}/send/m.room.message/{transaction}";
        Map<String, String> content = Map.of("msgtype", "m.text", "body", "in the past");
        String message = as(user).queryParam("ts", 1_234_567).body(content).put(send, room, "t1").then().statusCode(200).extract().path("event_id");
        String topic = as(user).queryParam("ts", 7).body(Map.of("topic", "old")).put(CLIENT + "/rooms/{room}/state/m.room.topic", room)
                .then().statusCode(200).extract().path("event_id");
        as(user).get(CLIENT + "/rooms/{room}/event/{event}", room, message).then().statusCode(200).body("origin_server_ts", equalTo(1_234_567));
        as(user).get(CLIENT + "/rooms/{room}/event/{event}", room, topic).then().statusCode(200).body("origin_server_ts", equalTo(7));
        for (String wrong : new String[] {"-1", "soon", "9007199254740992", "1.5"}) {
            refused(as(user).queryParam("ts", wrong).body(content).put(send, room, "t2").then(), 400, "M_INVALID_PARAM");
        }
        Rooms.join(alice, room);
        String now = alice.asking().queryParam("ts", 7).body(content).put(send, room, "t3").then().statusCode(200).extract().path("event_id");
        as(user).get(CLIENT + "/rooms/{room}/event/{event}", room, now).then().statusCode(200)
                .body("origin_server_ts", org.hamcrest.Matchers.not(equalTo(7)));
    }

    private static Map<String, Object> login(String user) {
        return Map.of("type", "m.login.application_service", "identifier", Map.of("type", "m.id.user", "user", user));
    }

    private static void refused(ValidatableResponse answer, int status, String errcode) {
        answer.log().ifValidationFails().statusCode(status).body("errcode", equalTo(errcode));
    }
}
