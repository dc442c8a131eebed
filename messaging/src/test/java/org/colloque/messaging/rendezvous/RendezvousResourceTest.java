package org.colloque.messaging.rendezvous;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RendezvousResourceTest {

    private static final String PATH = "/_matrix/client/unstable/io.element.msc4388/rendezvous";
    private static final String OLDER = "/_matrix/client/unstable/org.matrix.msc4108/rendezvous";

    @Inject
    Database database;

    @Test
    void clientsAreToldThatDevicesCanMeetHere() {
        given().get("/_matrix/client/versions").then().body("unstable_features.'org.matrix.msc4108'", equalTo(true));
        given().get(PATH).then().statusCode(200).body("create_available", equalTo(true));
    }

    @Test
    void twoDevicesLeaveMessagesForEachOther() {
        JsonPath opened = open("one");
        String place = PATH + "/" + opened.getString("id");
        given().get(place).then().statusCode(200).body("data", equalTo("one")).body("sequence_token", equalTo(opened.getString("sequence_token")));
        String second = write(place, opened.getString("sequence_token"), "two").statusCode(200).extract().path("sequence_token");
        given().get(place).then().statusCode(200).body("data", equalTo("two")).body("sequence_token", equalTo(second))
                .body("expires_in_ms", greaterThan(0));
        given().delete(place).then().statusCode(200);
        given().get(place).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        given().delete(place).then().statusCode(404);
        write(place, second, "three").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void whoIsLateOverwritesNothing() {
        JsonPath opened = open("one");
        String place = PATH + "/" + opened.getString("id");
        String first = opened.getString("sequence_token");
        String second = write(place, first, "two").statusCode(200).extract().path("sequence_token");
        write(place, first, "another").statusCode(409).body("errcode", equalTo("IO_ELEMENT_MSC4388_CONCURRENT_WRITE"));
        write(place, first, "two").statusCode(200).body("sequence_token", equalTo(second));
        write(place, second, "two").statusCode(200).body("sequence_token", not(second));
    }

    @Test
    void onlySmallThingsAreLeftForAShortWhile() {
        given().contentType(ContentType.JSON).body(Map.of("data", "é".repeat(2049))).post(PATH).then().statusCode(413).body("errcode", equalTo("M_TOO_LARGE"));
        given().contentType(ContentType.JSON).body(Map.of("data", 3)).post(PATH).then().statusCode(400);
        given().contentType(ContentType.JSON).body("{}").post(PATH).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        JsonPath opened = open("x".repeat(4096));
        String place = PATH + "/" + opened.getString("id");
        given().header("Sec-Fetch-Mode", "navigate").get(place).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        assertEquals(1, age(opened.getString("id")));
        given().get(place).then().statusCode(404);
    }

    @Test
    void olderClientsMeetByEntityTags() {
        Response opened = given().contentType("text/plain").body("one").post(OLDER).then().statusCode(201)
                .body("url", startsWith("https://ministry.example" + OLDER + "/")).header("ETag", notNullValue()).header("Expires", notNullValue())
                .extract().response();
        String place = opened.jsonPath().getString("url").replace("https://ministry.example", "");
        String first = opened.header("ETag");
        given().get(place).then().statusCode(200).header("Content-Type", equalTo("text/plain")).header("ETag", equalTo(first)).body(equalTo("one"));
        given().header("If-None-Match", first).get(place).then().statusCode(304);
        String second = given().contentType("text/plain").header("If-Match", first).body("two").put(place).then().statusCode(202).extract().header("ETag");
        given().contentType("text/plain").header("If-Match", first).body("three").put(place).then().statusCode(412)
                .body("'org.matrix.msc4108.errcode'", equalTo("M_CONCURRENT_WRITE"));
        given().header("If-None-Match", first).get(place).then().statusCode(200).header("ETag", equalTo(second)).body(equalTo("two"));
        given().contentType("text/plain").body("four").put(place).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().contentType(ContentType.JSON).body("{}").post(OLDER).then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        given().contentType("text/plain").body("x".repeat(4097)).post(OLDER).then().statusCode(413).body("errcode", equalTo("M_TOO_LARGE"));
        given().delete(place).then().statusCode(204);
        given().get(place).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    private static JsonPath open(String data) {
        return given().contentType(ContentType.JSON).body(Map.of("data", data)).post(PATH).then().statusCode(200).body("id", notNullValue())
                .body("expires_in_ms", greaterThan(100_000)).extract().jsonPath();
    }

    private static ValidatableResponse write(String place, String token, String data) {
        return given().contentType(ContentType.JSON).body(Map.of("sequence_token", token, "data", data)).put(place).then();
    }

    private int age(String id) {
        return database.update("update rendezvous set expires = 1 where id = $1", id).await().atMost(Duration.ofSeconds(10));
    }
}
