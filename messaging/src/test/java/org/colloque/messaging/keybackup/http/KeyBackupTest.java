package org.colloque.messaging.keybackup.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class KeyBackupTest {

    private static final String VERSION = "/_matrix/client/v3/room_keys/version";
    private static final String KEYS = "/_matrix/client/v3/room_keys/keys";
    private static final String ROOM = "!room:ministry.example";
    private static final String SESSION = "a/b+c=";
    private static final String ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2";

    private Agent alice;
    private String version;

    @BeforeEach
    void makeBackup() {
        alice = Agents.register("alice");
        version = create();
    }

    @Test
    void newestVersionIsTheCurrentOne() {
        String second = create();
        alice.asking().get(VERSION).then().statusCode(200).body("version", equalTo(second)).body("count", equalTo(0))
                .body("algorithm", equalTo(ALGORITHM)).body("auth_data.public_key", equalTo("abc"));
        alice.asking().get(VERSION + "/{v}", version).then().statusCode(200).body("version", equalTo(version));
        alice.asking().get(VERSION + "/{v}", "99").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        Agents.register("bob").asking().get(VERSION).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void onlyTheAuthDataOfAVersionCanBeChanged() {
        Map<String, Object> data = Map.of("public_key", "def");
        alice.asking().body(Map.of("algorithm", ALGORITHM, "auth_data", data, "version", version)).put(VERSION + "/{v}", version)
                .then().statusCode(200);
        alice.asking().get(VERSION).then().body("auth_data.public_key", equalTo("def"));
        alice.asking().body(Map.of("algorithm", "other", "auth_data", data)).put(VERSION + "/{v}", version)
                .then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        alice.asking().body(Map.of("algorithm", ALGORITHM, "auth_data", data, "version", "7")).put(VERSION + "/{v}", version)
                .then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        alice.asking().body(Map.of("algorithm", ALGORITHM, "auth_data", data)).put(VERSION + "/{v}", "99").then().statusCode(404);
    }

    @Test
    void deletedVersionIsGoneWithItsKeysAndItsNumberIsNotUsedAgain() {
        put(key(0, 0, false)).statusCode(200);
        alice.asking().delete(VERSION + "/{v}", version).then().statusCode(200);
        alice.asking().delete(VERSION + "/{v}", version).then().statusCode(200);
        alice.asking().delete(VERSION + "/{v}", "99").then().statusCode(404);
        alice.asking().get(VERSION).then().statusCode(404);
        get().statusCode(404);
        alice.asking().get(VERSION + "/{v}", create()).then().body("version", not(equalTo(version)));
    }

    @Test
    void keyIsStoredAndFoundOneByOneByRoomAndAll() {
        put(key(3, 1, true)).statusCode(200).body("count", equalTo(1));
        get().statusCode(200).body("first_message_index", equalTo(3)).body("is_verified", equalTo(true))
                .body("session_data.ciphertext", equalTo("c3"));
        alice.asking().queryParam("version", version).get(KEYS + "/{room}", ROOM).then().statusCode(200)
                .body("sessions", aMapWithSize(1));
        alice.asking().queryParam("version", version).get(KEYS).then().statusCode(200)
                .body("rooms.'" + ROOM + "'.sessions", aMapWithSize(1));
        alice.asking().queryParam("version", version).get(KEYS + "/{room}", "!other:x.example").then().statusCode(200)
                .body("sessions", aMapWithSize(0));
        alice.asking().queryParam("version", version).get(KEYS + "/{room}/{session}", ROOM, "other").then().statusCode(404);
    }

    @Test
    void betterKeyReplacesAndWorseDoesNot() {
        replaced(key(5, 5, false), key(4, 9, false), true);
        replaced(key(5, 5, false), key(6, 0, false), false);
        replaced(key(5, 5, false), key(5, 4, false), true);
        replaced(key(5, 5, false), key(5, 6, false), false);
        replaced(key(5, 5, false), key(9, 9, true), true);
        replaced(key(5, 5, true), key(0, 0, false), false);
    }

    @Test
    void etagChangesOnlyWithTheKeys() {
        String first = put(key(5, 5, false)).extract().path("etag");
        put(key(6, 5, false)).body("etag", equalTo(first));
        put(key(4, 5, false)).body("etag", not(equalTo(first)));
    }

    @Test
    void keysGoToTheCurrentVersionAlone() {
        String second = create();
        put(key(0, 0, false)).statusCode(403).body("errcode", equalTo("M_WRONG_ROOM_KEYS_VERSION"))
                .body("current_version", equalTo(second));
        alice.asking().queryParam("version", "4711").body(key(0, 0, false)).put(KEYS + "/{room}/{session}", ROOM, SESSION)
                .then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        Agent bob = Agents.register("bob");
        bob.asking().queryParam("version", "1").body(key(0, 0, false)).put(KEYS + "/{room}/{session}", ROOM, SESSION)
                .then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void keysAreDeleted() {
        Map<String, Object> rooms = Map.of(ROOM, Map.of("sessions", Map.of("a", key(0, 0, false), "b", key(0, 0, false))),
                "!other:x.example", Map.of("sessions", Map.of("c", key(0, 0, false))));
        alice.asking().queryParam("version", version).body(Map.of("rooms", rooms)).put(KEYS).then().statusCode(200)
                .body("count", equalTo(3));
        delete("/{room}/{session}", ROOM, "a").body("count", equalTo(2));
        delete("/{room}", ROOM).body("count", equalTo(1));
        delete("").body("count", equalTo(0));
    }

    @Test
    void malformedAndUnauthenticatedRequestsAreRefused() {
        given().get(VERSION).then().statusCode(401);
        given().queryParam("version", "1").get(KEYS).then().statusCode(401);
        alice.asking().body(Map.of("algorithm", ALGORITHM)).post(VERSION).then().statusCode(400)
                .body("errcode", equalTo("M_MISSING_PARAM"));
        alice.asking().get(KEYS).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        put(Map.of("first_message_index", 1)).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        put(Map.of("first_message_index", "1", "forwarded_count", 1, "is_verified", true, "session_data", Map.of()))
                .statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
    }

    private void replaced(Map<String, Object> before, Map<String, Object> after, boolean expected) {
        version = create();
        put(before).statusCode(200);
        put(after).statusCode(200);
        Map<String, Object> kept = expected ? after : before;
        get().body("first_message_index", equalTo(kept.get("first_message_index")))
                .body("forwarded_count", equalTo(kept.get("forwarded_count"))).body("is_verified", equalTo(kept.get("is_verified")));
    }

    private String create() {
        return alice.asking().body(Map.of("algorithm", ALGORITHM, "auth_data", Map.of("public_key", "abc")))
                .post(VERSION).then().statusCode(200).extract().path("version");
    }

    private ValidatableResponse put(Map<String, Object> key) {
        return alice.asking().queryParam("version", version).body(key).put(KEYS + "/{room}/{session}", ROOM, SESSION).then();
    }

    private ValidatableResponse get() {
        return alice.asking().queryParam("version", version).get(KEYS + "/{room}/{session}", ROOM, SESSION).then();
    }

    private ValidatableResponse delete(String path, Object... parameters) {
        return alice.asking().queryParam("version", version).delete(KEYS + path, parameters).then().statusCode(200);
    }

    private static Map<String, Object> key(int index, int forwarded, boolean verified) {
        return Map.of("first_message_index", index, "forwarded_count", forwarded, "is_verified", verified,
                "session_data", Map.of("ciphertext", "c" + index));
    }
}
