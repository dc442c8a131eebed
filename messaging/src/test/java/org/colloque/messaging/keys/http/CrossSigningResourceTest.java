package org.colloque.messaging.keys.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CrossSigningResourceTest {

    private static final String KEYS = "/_matrix/client/v3/keys/device_signing/upload";
    private static final String SIGNATURES = "/_matrix/client/v3/keys/signatures/upload";

    private Agent alice;
    private SignedKeys keys;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        keys = new SignedKeys(alice);
    }

    @Test
    void firstKeysAndTheSameAgainNeedNoProof() {
        upload(keys.crossSigning()).statusCode(200);
        upload(keys.crossSigning()).statusCode(200);
        upload(Map.of("master_key", keys.masterKey())).statusCode(200);
    }

    @Test
    void otherKeysNeedThePassword() {
        upload(keys.crossSigning()).statusCode(200);
        Map<String, Object> others = new HashMap<>(new SignedKeys(alice).crossSigning());
        upload(others).statusCode(401).body("flows[0].stages", hasItem("m.login.password")).body("session", notNullValue());
        others.put("auth", alice.passwordProof());
        upload(others).statusCode(200);
        query(alice).body("master_keys.'" + alice.userId() + "'.keys", hasKey("ed25519:" + master(others)));
    }

    @Test
    void onlyTheOwnerSeesTheUserSigningKey() {
        upload(keys.crossSigning()).statusCode(200);
        query(alice).body("user_signing_keys", hasKey(alice.userId().value()));
        query(Agents.register("bob")).body("user_signing_keys", aMapWithSize(0))
                .body("master_keys", hasKey(alice.userId().value())).body("self_signing_keys", hasKey(alice.userId().value()));
    }

    @Test
    void keysThatTheMasterKeyDidNotSignAreRefused() {
        upload(Map.of("master_key", keys.masterKey(), "self_signing_key", new SignedKeys(alice).selfSigningKey())).statusCode(400)
                .body("errcode", equalTo("M_INVALID_SIGNATURE"));
        upload(Map.of("self_signing_key", keys.selfSigningKey())).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        upload(Map.of("master_key", keys.selfSigningKey())).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        upload(Map.of("master_key", new SignedKeys(Agents.register("bob")).masterKey())).statusCode(400)
                .body("errcode", equalTo("M_INVALID_PARAM"));
        given().body("{}").post(KEYS).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void deviceCannotHaveTheNameOfAKey() {
        upload(keys.crossSigning()).statusCode(200);
        given().contentType("application/json").body(Map.of("type", "m.login.password", "user", alice.userId().value(),
                "password", alice.password(), "device_id", keys.masterId())).post("/_matrix/client/v3/login")
                .then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void signatureOnOwnDeviceIsSeenByEverybody() {
        alice.asking().body(Map.of("device_keys", keys.deviceKeys())).post("/_matrix/client/v3/keys/upload").then().statusCode(200);
        upload(keys.crossSigning()).statusCode(200);
        sign(alice, Map.of(alice.userId(), Map.of(alice.device(), keys.signedDevice()))).body("failures", aMapWithSize(0));
        query(Agents.register("bob")).body("device_keys.'" + alice.userId() + "'.'" + alice.device() + "'.signatures.'"
                + alice.userId() + "'", aMapWithSize(2));
    }

    @Test
    void signatureOnAnothersKeyIsSeenByTheSignerAlone() {
        upload(keys.crossSigning()).statusCode(200);
        Agent bob = Agents.register("bob");
        SignedKeys bobsKeys = new SignedKeys(bob);
        bob.asking().body(bobsKeys.crossSigning()).post(KEYS).then().statusCode(200);
        ObjectNode signed = bobsKeys.sign(keys.masterKey());
        sign(bob, Map.of(alice.userId(), Map.of(keys.masterId(), signed))).body("failures", aMapWithSize(0));
        String bobs = "master_keys.'" + alice.userId() + "'.signatures.'" + bob.userId() + "'";
        query(bob).body(bobs, aMapWithSize(1));
        query(alice).body(bobs, nullValue());
    }

    @Test
    void wrongSignaturesAreNamedAndTheOthersAreKept() {
        alice.asking().body(Map.of("device_keys", keys.deviceKeys())).post("/_matrix/client/v3/keys/upload").then().statusCode(200);
        upload(keys.crossSigning()).statusCode(200);
        ObjectNode changed = keys.signedDevice().put("extra", true);
        sign(alice, Map.of(alice.userId(), Map.of(alice.device(), changed, "UNKNOWN", keys.signedDevice())))
                .body("failures.'" + alice.userId() + "'.'" + alice.device() + "'.errcode", equalTo("M_INVALID_PARAM"))
                .body("failures.'" + alice.userId() + "'.UNKNOWN.errcode", equalTo("M_NOT_FOUND"));
        ObjectNode forged = keys.signedDevice();
        forged.withObjectProperty("signatures").set(alice.userId().value(),
                new SignedKeys(alice).signedDevice().path("signatures").path(alice.userId().value()));
        sign(alice, Map.of(alice.userId(), Map.of(alice.device(), forged)))
                .body("failures.'" + alice.userId() + "'.'" + alice.device() + "'.errcode", equalTo("M_INVALID_SIGNATURE"));
    }

    private ValidatableResponse upload(Map<String, ?> body) {
        return alice.asking().body(body).post(KEYS).then();
    }

    private static ValidatableResponse sign(Agent signer, Map<?, ?> body) {
        return signer.asking().body(body).post(SIGNATURES).then().statusCode(200);
    }

    private ValidatableResponse query(Agent asking) {
        return asking.asking().body(Map.of("device_keys", Map.of(alice.userId(), List.of())))
                .post("/_matrix/client/v3/keys/query").then().statusCode(200);
    }

    private static String master(Map<String, Object> keys) {
        return ((ObjectNode) keys.get("master_key")).path("keys").elements().next().asText();
    }
}
