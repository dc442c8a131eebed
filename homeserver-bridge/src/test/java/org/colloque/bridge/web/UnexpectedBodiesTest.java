package org.colloque.bridge.web;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The type of a body makes nobody unpack it: where JSON is expected, what comes is read as JSON, whatever it calls itself. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class UnexpectedBodiesTest {

    private static final String PARTS = "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n" + "x".repeat(1_000_000) + "\r\n--x--\r\n";

    @ParameterizedTest
    @CsvSource({"multipart/form-data; boundary=x", "text/plain", "application/octet-stream", "multipart/form-data"})
    @Tag("CVE-2024-52805")
    void bodyInPartsIsNoJson(String type) {
        String token = Agents.register("alice").token();
        for (String path : new String[] {"/_matrix/client/v3/createRoom", "/_matrix/client/v3/keys/upload", "/_matrix/client/v3/login"}) {
            RestAssured.given().header("Authorization", "Bearer " + token).header("Content-Type", type).body(PARTS.getBytes()).post(path).then()
                    .statusCode(is(oneOf(400, 413, 415))).body("errcode", is(oneOf("M_NOT_JSON", "M_BAD_JSON", "M_TOO_LARGE", "M_UNRECOGNIZED")));
        }
        RestAssured.given().header("Content-Type", type).body(PARTS.getBytes()).put("/_matrix/federation/v1/send/1").then()
                .statusCode(is(oneOf(400, 401, 413, 415)));
    }
}
