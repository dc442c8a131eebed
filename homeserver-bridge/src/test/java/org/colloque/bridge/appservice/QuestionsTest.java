package org.colloque.bridge.appservice;

import static org.colloque.bridge.appservice.TestBridge.asking;
import static org.colloque.bridge.appservice.TestBridge.ghost;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
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

/** What application services are asked. Spec: application-service-api, "Querying", "Pinging", "Third-party networks". */
@QuarkusTest
@TestProfile(WithBridges.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class QuestionsTest {

    private static final String CLIENT = "/_matrix/client/v3";
    private static final String PING = "/_matrix/client/v1/appservice/{id}/ping";
    private static final String PROTOCOL = """
            {"user_fields": ["nickname"], "location_fields": ["channel"], "icon": "mxc://ministry.example/irc",
             "field_types": {"nickname": {"regexp": "[^ ]+", "placeholder": "nick"}, "channel": {"regexp": "#[^ ]+", "placeholder": "#c"}},
             "instances": [{"desc": "Libera", "fields": {}, "network_id": "libera"}]}""";

    private static TestBridge bridge;
    private Agent alice;
    private String name;

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
        alice = Agents.register("alice");
        name = "_irc_" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void aliasThatTheServiceMakesWhenAskedIsThere() {
        String alias = "#" + name + ":ministry.example";
        bridge.on("/_matrix/app/v1/rooms/%23" + name, body -> {
            asking().body(Map.of("preset", "public_chat", "room_alias_name", name)).post(CLIENT + "/createRoom").then().statusCode(200);
            return "{}";
        });
        alice.asking().body("{}").post(CLIENT + "/join/{alias}", alias).then().log().ifValidationFails().statusCode(200);
        assertEquals(1, bridge.asked().stream().filter(asked -> asked.contains("/rooms/")).count());
        alice.asking().get(CLIENT + "/directory/room/{alias}", alias).then().statusCode(200);
        assertEquals(1, bridge.asked().stream().filter(asked -> asked.contains("/rooms/")).count());
    }

    @Test
    void aliasThatNobodyKnowsIsAskedForAtBothPathsAndThenNotThere() {
        String encoded = "%23" + name + "%3Aministry.example";
        alice.asking().get(CLIENT + "/directory/room/{alias}", "#" + name + ":ministry.example").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        assertEquals(List.of("GET /_matrix/app/v1/rooms/" + encoded, "GET /rooms/" + encoded), bridge.asked());
        alice.asking().get(CLIENT + "/directory/room/{alias}", "#free-" + name + ":ministry.example").then().statusCode(404);
        assertEquals(2, bridge.asked().size());
    }

    @Test
    void invitedUserWhomTheServiceKnowsIsMadeFirst() {
        bridge.on("/_matrix/app/v1/users/%40" + name + "%3A", body -> {
            ghost(name);
            return "{}";
        });
        String room = Rooms.create(alice);
        alice.asking().body(Map.of("user_id", "@" + name + ":ministry.example")).post(CLIENT + "/rooms/{room}/invite", room).then().statusCode(200);
        TestBridge.as("@" + name + ":ministry.example").body("{}").post(CLIENT + "/rooms/{room}/join", room).then().statusCode(200);
        alice.asking().get(CLIENT + "/profile/{user}", "@" + name + ":ministry.example").then().statusCode(200);
        alice.asking().get(CLIENT + "/profile/{user}", "@" + name + "_not:ministry.example").then().statusCode(404);
        assertTrue(bridge.asked().stream().filter(asked -> asked.contains("/users/")).count() >= 2);
    }

    @Test
    void serviceThatIsAwayMakesNothing() {
        bridge.down();
        try {
            alice.asking().get(CLIENT + "/directory/room/{alias}", "#" + name + ":ministry.example").then().statusCode(404);
            asking().body(Map.of()).post(PING, "IRC Bridge").then().statusCode(502).body("errcode", equalTo("M_CONNECTION_FAILED"));
        } finally {
            bridge.up();
        }
    }

    @Test
    void pingReachesTheServiceWithItsTransactionId() {
        bridge.on("/_matrix/app/v1/ping", body -> body.contains("meow") ? "{}" : null);
        asking().body(Map.of("transaction_id", "meow")).post(PING, "IRC Bridge").then().statusCode(200).body("duration_ms", greaterThanOrEqualTo(0));
        asking().body(Map.of()).post(PING, "IRC Bridge").then().statusCode(502).body("errcode", equalTo("M_BAD_STATUS"))
                .body("status", equalTo(404)).body("body", containsString("M_NOT_FOUND"));
    }

    @Test
    void onlyTheServiceItselfHasItselfPinged() {
        RestAssured.given().contentType(ContentType.JSON).body(Map.of()).post(PING, "IRC Bridge").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        alice.asking().body(Map.of()).post(PING, "IRC Bridge").then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        asking().body(Map.of()).post(PING, "quiet").then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        asking().body(Map.of("transaction_id", 7)).post(PING, "IRC Bridge").then().statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        RestAssured.given().header("Authorization", "Bearer " + BridgeTestResource.QUIET_TOKEN).contentType(ContentType.JSON).body(Map.of())
                .post(PING, "quiet").then().statusCode(400).body("errcode", equalTo("M_URL_NOT_SET"));
    }

    @Test
    void networksAreAskedOfTheServicesThatSpeakForThem() {
        bridge.on("/_matrix/app/v1/thirdparty/protocol/irc", body -> PROTOCOL);
        bridge.on("/_matrix/app/v1/thirdparty/location/irc?channel=%23matrix", body ->
                "[{\"alias\": \"#_irc_matrix:ministry.example\", \"protocol\": \"irc\", \"fields\": {\"channel\": \"#matrix\"}}, {\"alias\": 7}]");
        bridge.on("/_matrix/app/unstable/thirdparty/user?userid=%40_irc_jim", body ->
                "[{\"userid\": \"@_irc_jim:ministry.example\", \"protocol\": \"irc\", \"fields\": {\"nickname\": \"jim\"}}]");
        alice.asking().get(CLIENT + "/thirdparty/protocols").then().log().ifValidationFails().statusCode(200)
                .body("irc.instances[0].network_id", equalTo("libera")).body("irc.instances[0].instance_id", equalTo("IRC Bridge|libera"));
        alice.asking().get(CLIENT + "/thirdparty/protocol/irc").then().statusCode(200).body("icon", equalTo("mxc://ministry.example/irc"));
        alice.asking().get(CLIENT + "/thirdparty/protocol/gitter").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        alice.asking().queryParam("channel", "#matrix").get(CLIENT + "/thirdparty/location/irc").then().statusCode(200)
                .body("alias", equalTo(List.of("#_irc_matrix:ministry.example")));
        alice.asking().queryParam("nickname", "nobody").get(CLIENT + "/thirdparty/user/irc").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        alice.asking().queryParam("userid", "@_irc_jim:ministry.example").get(CLIENT + "/thirdparty/user").then().statusCode(200)
                .body("fields.nickname", equalTo(List.of("jim")));
        alice.asking().get(CLIENT + "/thirdparty/user").then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        alice.asking().queryParam("alias", "nothing").get(CLIENT + "/thirdparty/location").then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        alice.asking().queryParam("alias", "#a:ministry.example").get(CLIENT + "/thirdparty/location").then().statusCode(404);
        RestAssured.get(CLIENT + "/thirdparty/protocols").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void serviceHasADirectoryForEachOfItsNetworks() {
        String list = CLIENT + "/directory/list/appservice/libera/{room}";
        String room = asking().body(Map.of("preset", "public_chat")).post(CLIENT + "/createRoom").then().statusCode(200).extract().path("room_id");
        asking().body(Map.of("visibility", "public")).put(list, room).then().statusCode(200);
        listed(Map.of("third_party_instance_id", "IRC Bridge|libera")).body("chunk.room_id", hasItem(room));
        listed(Map.of("include_all_networks", true)).body("chunk.room_id", hasItem(room));
        listed(Map.of("third_party_instance_id", "IRC Bridge|other")).body("chunk.room_id", not(hasItem(room)));
        listed(Map.of()).body("chunk.room_id", not(hasItem(room)));
        asking().body(Map.of("visibility", "private")).put(list, room).then().statusCode(200);
        listed(Map.of("third_party_instance_id", "IRC Bridge|libera")).body("chunk.room_id", not(hasItem(room)));
        alice.asking().body(Map.of("visibility", "public")).put(list, room).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        asking().body(Map.of("visibility", "everywhere")).put(list, room).then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        asking().body(Map.of()).put(list, room).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        asking().body(Map.of("visibility", "public")).put(list, "!nothing:ministry.example").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        RestAssured.given().contentType(ContentType.JSON).body(Map.of("visibility", "public")).put(list, room).then().statusCode(401);
    }

    private io.restassured.response.ValidatableResponse listed(Map<String, Object> query) {
        return alice.asking().body(query).post(CLIENT + "/publicRooms").then().log().ifValidationFails().statusCode(200);
    }
}
