package org.colloque.bridge.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WebClientTest {

    private static final String HASH_OF_THE_INLINE_SCRIPT = "'sha256-ET5qr9StbecSMKPLcx58y8PT3BlqChYwQKUi9oz6hJ0='";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rooms", "/rooms/!abc", "/settings/sessions"})
    void everyScreenGetsThePage(String path) {
        given().get(path).then()
            .statusCode(200)
            .contentType("text/html")
            .header("Cache-Control", "no-cache")
            .body(containsString("Test page"));
    }

    @Test
    void pageRunsOnlyScriptsThatWereBuiltIntoIt() {
        given().get("/").then()
            .header("Content-Security-Policy", containsString("script-src 'self' 'wasm-unsafe-eval' " + HASH_OF_THE_INLINE_SCRIPT + ";"))
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .header("Content-Security-Policy", containsString("require-trusted-types-for 'script'"))
            .header("Permissions-Policy", containsString("camera=(self)"))
            .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void fileWithAHashInItsNameIsKeptForever() {
        given().config(asIs()).get("/assets/app-1a2b.js").then()
            .statusCode(200)
            .contentType("text/javascript")
            .header("Cache-Control", containsString("immutable"))
            .header("Content-Encoding", nullValue())
            .body(containsString("a script of the tests"));
    }

    @Test
    void compressedFormIsSentToWhoeverTakesIt() {
        given().header("Accept-Encoding", "gzip, br").get("/assets/app-1a2b.js").then()
            .statusCode(200)
            .header("Content-Encoding", "gzip")
            .body(containsString("a script of the tests"));
    }

    @Test
    void unchangedFileIsNotSentAgain() {
        String tag = given().get("/").header("ETag");

        given().header("If-None-Match", tag).get("/").then().statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/gone.js", "/assets/../application.properties", "/%2e%2e/application.properties", "/.env"})
    void whatIsNoFileOfTheClientIsNotFound(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404).body(not(containsString("quarkus")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_matrix/client/v3/nothing", "/_matrix/nothing", "/_matrix", "/_synapse/nothing", "/.well-known/matrix/nothing"})
    void unknownEndpointsAreUnrecognizedAndNeverThePage(String path) {
        given().get(path).then()
            .statusCode(404)
            .contentType("application/json")
            .header("Access-Control-Allow-Origin", "*")
            .body("errcode", equalTo("M_UNRECOGNIZED"));
    }

    @Test
    void wrongVerbIsUnrecognizedWith405() {
        given().delete("/.well-known/matrix/client").then()
            .statusCode(405)
            .contentType("application/json")
            .header("Access-Control-Allow-Origin", "*")
            .body("errcode", equalTo("M_UNRECOGNIZED"));
    }

    @Test
    void preflightIsAnsweredWithoutTouchingTheEndpoint() {
        given().options("/_matrix/client/v3/sync").then()
            .statusCode(204)
            .header("Access-Control-Allow-Origin", "*")
            .header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS")
            .header("Access-Control-Allow-Headers", "X-Requested-With, Content-Type, Authorization, If-Match, If-None-Match");
    }

    @Test
    void clientsLearnWhereTheirServerIs() {
        given().get("/.well-known/matrix/client").then()
            .statusCode(200)
            .contentType("application/json")
            .header("Access-Control-Allow-Origin", "*")
            .body("'m.homeserver'.base_url", equalTo("http://test.localhost:8008"));
    }

    @Test
    void supportIsNotNamedUnlessTheSettingsDo() {
        given().get("/.well-known/matrix/support").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void serverWithoutTlsNamesNoAddressToOtherServers() {
        given().get("/.well-known/matrix/server").then()
            .statusCode(404)
            .body("errcode", equalTo("M_NOT_FOUND"));
    }

    private static RestAssuredConfig asIs() {
        return RestAssuredConfig.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
    }
}
