package org.colloque.messaging.profile.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;

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
class ProfileResourceTest {

    private static final String PROFILE = "/_matrix/client/v3/profile/{user}";
    private static final String FIELD = PROFILE + "/{field}";

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void newProfileIsEmpty() {
        given().get(PROFILE, alice.userId().value()).then().statusCode(200).body("$", aMapWithSize(0));
    }

    @Test
    void fieldsAreSetReadAndRemoved() {
        put("displayname", "Alice Légère").statusCode(200);
        put("org.example.job_title", Map.of("fr", "Ingénieure")).statusCode(200);
        given().get(FIELD, alice.userId().value(), "displayname").then().statusCode(200)
                .body("displayname", equalTo("Alice Légère")).body("$", aMapWithSize(1));
        given().get(PROFILE, alice.userId().value()).then()
                .body("'org.example.job_title'.fr", equalTo("Ingénieure"));
        alice.asking().delete(FIELD, alice.userId().value(), "displayname").then().statusCode(200);
        given().get(FIELD, alice.userId().value(), "displayname").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void unknownUserIsNotFound() {
        given().get(PROFILE, "@nobody:ministry.example").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        given().get(PROFILE, "nobody").then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void nobodyElseMayChangeAProfile() {
        Agent bob = Agents.register("bob");
        bob.asking().body(Map.of("displayname", "x")).put(FIELD, alice.userId().value(), "displayname")
                .then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        given().body("{}").put(FIELD, alice.userId().value(), "displayname").then().statusCode(401);
    }

    @Test
    void malformedFieldsAreRefused() {
        put("displayname", 5).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        put("Not A Name", "x").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        put("a".repeat(256), "x").statusCode(400).body("errcode", equalTo("M_KEY_TOO_LARGE"));
        put("org.example.long", "x".repeat(65_536)).statusCode(400).body("errcode", equalTo("M_PROFILE_TOO_LARGE"));
        alice.asking().body(Map.of("avatar_url", "mxc://a/b")).put(FIELD, alice.userId().value(), "displayname")
                .then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
    }

    private ValidatableResponse put(String field, Object value) {
        return alice.asking().body(Map.of(field, value)).put(FIELD, alice.userId().value(), field).then();
    }
}
