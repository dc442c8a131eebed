package org.colloque.messaging.keys.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class KeysResourceTest {

    private static final String UPLOAD = "/_matrix/client/v3/keys/upload";
    private static final String QUERY = "/_matrix/client/v3/keys/query";
    private static final String CLAIM = "/_matrix/client/v3/keys/claim";
    private static final String SYNC = "/_matrix/client/v3/sync";
    private static final String ALGORITHM = "signed_curve25519";

    private Agent alice;
    private Agent bob;
    private SignedKeys keys;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        keys = new SignedKeys(alice);
    }

    @Test
    void uploadedDeviceIsFoundByEverybody() {
        upload(Map.of("device_keys", keys.deviceKeys())).statusCode(200).body("one_time_key_counts.signed_curve25519", equalTo(0));
        query(bob, alice).body(device("keys"), aMapWithSize(2)).body(device("signatures"), notNullValue())
                .body("failures", aMapWithSize(0));
    }

    @Test
    void deviceWithoutKeysIsNotListed() {
        query(bob, alice).body("device_keys.'" + alice.userId() + "'", aMapWithSize(0));
    }

    @Test
    void nameOfTheDeviceIsShown() {
        upload(Map.of("device_keys", keys.deviceKeys())).statusCode(200);
        alice.asking().body(Map.of("display_name", "Poste 12")).put("/_matrix/client/v3/devices/{id}", alice.device().value());
        query(bob, alice).body(device("unsigned.device_display_name"), equalTo("Poste 12"));
    }

    @Test
    void keysOfAnotherDeviceOrWithAWrongSignatureAreRefused() {
        ObjectNode another = keys.deviceKeys().put("device_id", "ANOTHER");
        upload(Map.of("device_keys", another)).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        ObjectNode forged = keys.deviceKeys();
        forged.putArray("algorithms").add("forged");
        upload(Map.of("device_keys", forged)).statusCode(400).body("errcode", equalTo("M_INVALID_SIGNATURE"));
        upload(Map.of("one_time_keys", Map.of("noid", "x"))).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        upload(Map.of("one_time_keys", Map.of("a:b", 5))).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        upload(Map.of("one_time_keys", Map.of("a:b", "x".repeat(10_000)))).statusCode(413).body("errcode", equalTo("M_TOO_LARGE"));
    }

    @Test
    void wrongSignatureOfAOneTimeKeyIsRefusedEvenWhenTheDeviceWasUploadedBefore() {
        upload(Map.of("device_keys", keys.deviceKeys())).statusCode(200);
        ObjectNode forged = keys.oneTimeKey("right").put("key", "wrong");
        upload(Map.of("one_time_keys", Map.of("signed_curve25519:AAA", forged))).statusCode(400)
                .body("errcode", equalTo("M_INVALID_SIGNATURE"));
    }

    @Test
    void sameOneTimeKeyMayBeUploadedAgainButNotAnotherOfItsName() {
        Map<String, Object> first = Map.of("one_time_keys", keys.oneTimeKeys("A", 2));
        upload(first).statusCode(200).body("one_time_key_counts.signed_curve25519", equalTo(2));
        upload(first).statusCode(200).body("one_time_key_counts.signed_curve25519", equalTo(2));
        upload(Map.of("one_time_keys", Map.of("signed_curve25519:A0", keys.oneTimeKey("other")))).statusCode(400)
                .body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void oldestKeyIsGivenFirstAndTheFallbackWhenNoneIsLeft() {
        upload(Map.of("one_time_keys", keys.oneTimeKeys("OLD", 1))).statusCode(200);
        upload(Map.of("one_time_keys", keys.oneTimeKeys("NEW", 1),
                "fallback_keys", Map.of("signed_curve25519:FALL", keys.fallbackKey("fallback"))))
                .statusCode(200);
        assertEquals("signed_curve25519:OLD0", claimed());
        assertEquals("signed_curve25519:NEW0", claimed());
        assertEquals("signed_curve25519:FALL", claimed());
        assertEquals("signed_curve25519:FALL", claimed());
    }

    @Test
    void claimWithoutKeysIsEmpty() {
        claim(bob).statusCode(200).body("one_time_keys", aMapWithSize(0)).body("failures", aMapWithSize(0));
    }

    @Test
    void eachKeyIsGivenOnceHoweverManyClaimAtOnce() throws Exception {
        int count = 40;
        upload(Map.of("one_time_keys", keys.oneTimeKeys("K", count))).statusCode(200);
        Set<String> given = new HashSet<>();
        try (ExecutorService claimers = Executors.newFixedThreadPool(16)) {
            List<Future<String>> claims = IntStream.range(0, count).mapToObj(i -> claimers.submit(this::claimed)).toList();
            for (Future<String> claim : claims) {
                given.add(claim.get());
            }
        }
        assertEquals(count, given.size());
        claim(bob).body("one_time_keys", aMapWithSize(0));
    }

    @Test
    void unreachableServersAreNamed() {
        bob.asking().body(Map.of("device_keys", Map.of("@eve:elsewhere.example", List.of()))).post(QUERY).then().statusCode(200)
                .body("failures", hasKey("elsewhere.example")).body("device_keys", aMapWithSize(0));
        bob.asking().body(Map.of("one_time_keys", Map.of("@eve:elsewhere.example", Map.of("D", ALGORITHM)))).post(CLAIM).then()
                .statusCode(200).body("failures", hasKey("elsewhere.example"));
    }

    @Test
    void claimedKeyEndsAWaitingSync() {
        upload(Map.of("one_time_keys", keys.oneTimeKeys("W", 2))).statusCode(200);
        String since = alice.asking().queryParam("set_presence", "offline").get(SYNC).then().statusCode(200)
                .body("device_one_time_keys_count.signed_curve25519", equalTo(2)).extract().path("next_batch");
        claimed();
        long begun = System.nanoTime();
        alice.asking().queryParam("set_presence", "offline").queryParam("since", since).queryParam("timeout", 20_000).get(SYNC)
                .then().statusCode(200).body("device_one_time_keys_count.signed_curve25519", equalTo(1));
        assertTrue(System.nanoTime() - begun < 15_000_000_000L, "the sync waited on");
    }

    @Test
    void loggedOutDeviceLosesItsKeys() {
        upload(Map.of("device_keys", keys.deviceKeys(), "one_time_keys", keys.oneTimeKeys("K", 1))).statusCode(200);
        alice.asking().post("/_matrix/client/v3/logout").then().statusCode(200);
        query(bob, alice).body(device("keys"), nullValue());
        claim(bob).body("one_time_keys", aMapWithSize(0));
    }

    @Test
    void malformedAndUnauthenticatedRequestsAreRefused() {
        for (String path : new String[] {UPLOAD, QUERY, CLAIM}) {
            given().body("{}").post(path).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        }
        bob.asking().body("{}").post(QUERY).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        bob.asking().body(Map.of("device_keys", List.of())).post(QUERY).then().statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        bob.asking().body(Map.of("device_keys", Map.of("bob", List.of()))).post(QUERY).then().statusCode(400)
                .body("errcode", equalTo("M_INVALID_PARAM"));
        bob.asking().body(Map.of("one_time_keys", Map.of(bob.userId(), "x"))).post(CLAIM).then().statusCode(400)
                .body("errcode", equalTo("M_BAD_JSON"));
    }

    @Test
    void changesAreToldSinceAToken() {
        upload(Map.of("device_keys", keys.deviceKeys())).statusCode(200);
        alice.asking().queryParam("from", "s0").queryParam("to", "s1").get("/_matrix/client/v3/keys/changes").then().statusCode(200)
                .body("changed", equalTo(List.of(alice.userId().value()))).body("left", equalTo(List.of()));
        alice.asking().get("/_matrix/client/v3/keys/changes").then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        alice.asking().queryParam("from", "nonsense").get("/_matrix/client/v3/keys/changes").then().statusCode(400);
    }

    private ValidatableResponse upload(Map<String, Object> body) {
        return alice.asking().body(body).post(UPLOAD).then();
    }

    private static ValidatableResponse query(Agent asking, Agent about) {
        return asking.asking().body(Map.of("device_keys", Map.of(about.userId(), List.of()))).post(QUERY).then().statusCode(200);
    }

    private ValidatableResponse claim(Agent asking) {
        return asking.asking().body(Map.of("one_time_keys", Map.of(alice.userId(), Map.of(alice.device(), ALGORITHM))))
                .post(CLAIM).then();
    }

    private String claimed() {
        Map<String, Object> key = claim(bob).statusCode(200).extract()
                .path("one_time_keys.'" + alice.userId() + "'.'" + alice.device() + "'");
        return key.keySet().iterator().next();
    }

    private String device(String field) {
        return "device_keys.'" + alice.userId() + "'.'" + alice.device() + "'." + field;
    }
}
