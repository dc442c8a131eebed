package org.colloque.messaging.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RegistrationTest {

    @Test
    void metadataNamesWhatClientsNeed() {
        given().get("/_matrix/client/v1/auth_metadata").then().statusCode(200)
                .body("issuer", equalTo("https://ministry.example/"))
                .body("authorization_endpoint", equalTo("https://ministry.example/account/authorize"))
                .body("token_endpoint", equalTo("https://ministry.example/oauth2/token"))
                .body("revocation_endpoint", notNullValue()).body("registration_endpoint", notNullValue())
                .body("device_authorization_endpoint", notNullValue())
                .body("code_challenge_methods_supported", contains("S256")).body("prompt_values_supported", contains("create"))
                .body("response_modes_supported", hasItems("query", "fragment"))
                .body("account_management_actions_supported", hasItems("org.matrix.device_delete", "org.matrix.cross_signing_reset"));
        given().get("/_matrix/client/unstable/org.matrix.msc2965/auth_metadata").then().statusCode(200)
                .body("account_management_actions_supported", hasItems("org.matrix.devices_list", "org.matrix.session_end"));
        given().get("/.well-known/oauth-authorization-server").then().statusCode(200).body("issuer", equalTo("https://ministry.example/"));
    }

    @Test
    void clientsThatSayTheSameAreOne() {
        Map<String, Object> metadata = TestClient.metadata();
        String first = TestClient.register(metadata).statusCode(201).body("client_name", equalTo("Test client"))
                .body("redirect_uris", contains(TestClient.CALLBACK)).extract().path("client_id");
        assertEquals(first, TestClient.register(metadata).statusCode(201).extract().path("client_id"));
        metadata.put("client_name", "Another");
        assertNotEquals(first, TestClient.register(metadata).statusCode(201).extract().path("client_id"));
    }

    @Test
    void whatIsNotUnderstoodIsLeftOut() {
        Map<String, Object> metadata = TestClient.metadata();
        metadata.put("grant_types", List.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"));
        metadata.put("made_up", "x");
        metadata.put("client_name#fr", "Application d’essai");
        TestClient.register(metadata).statusCode(201).body("grant_types", contains("authorization_code", "refresh_token"))
                .body("made_up", nullValue()).body("'client_name#fr'", equalTo("Application d’essai"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/callback", "https://app.example.org/callback", "https://example.org:5173/?query=value"})
    void webClientsAreRedirectedToTheirHost(String redirect) {
        TestClient.register(with("web", redirect)).statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/callback#fragment", "http://example.org/callback", "http://localhost/", "https://example.com/",
        "https://evilexample.org/", "https://user@example.org/", "org.example.app:/callback", "javascript:alert(1)", "callback", "https:///x", "https://example.org\\@evil.com/"})
    void webClientsAreRedirectedNowhereElse(String redirect) {
        TestClient.register(with("web", redirect)).statusCode(400).body("error", equalTo("invalid_redirect_uri")).body("errcode", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.example.app:/callback", "org.example:/", "org.example:callback", "http://localhost/callback",
        "http://127.0.0.1/callback", "http://[::1]/callback", "https://example.org/claimed"})
    void nativeClientsAreRedirectedToTheirSchemeOrTheLoopback(String redirect) {
        TestClient.register(with("native", redirect)).statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example:/callback", "org.example.app://callback", "https://localhost/callback", "http://localhost:1234/callback",
        "http://127.0.0.2/", "org.examples:/", "com.example:/", "http://user@localhost/"})
    void nativeClientsAreRedirectedNowhereElse(String redirect) {
        TestClient.register(with("native", redirect)).statusCode(400).body("error", equalTo("invalid_redirect_uri"));
    }

    @Test
    void metadataMustHoldTogether() {
        refused("client_uri", "http://example.org/");
        refused("client_uri", "https://user:pass@example.org/");
        refused("client_uri", 3);
        refused("client_uri", null);
        refused("logo_uri", "https://example.com/logo.png");
        refused("tos_uri", "http://example.org/tos");
        refused("policy_uri#fr", "https://other.net/");
        refused("token_endpoint_auth_method", "client_secret_basic");
        refused("application_type", "toaster");
        refused("grant_types", List.of("password"));
        refused("grant_types", "authorization_code");
        refused("response_types", List.of("token"));
        refused("client_name", "x".repeat(101));
        TestClient.register(without("redirect_uris")).statusCode(400).body("error", equalTo("invalid_redirect_uri"));
        given().contentType(ContentType.JSON).body("[]").post("/oauth2/register").then().statusCode(400);
        given().get("/oauth2/register").then().statusCode(405);
    }

    @Test
    void devicesNeedNoRedirection() {
        Map<String, Object> metadata = without("redirect_uris");
        metadata.put("grant_types", List.of("urn:ietf:params:oauth:grant-type:device_code", "refresh_token"));
        TestClient.register(metadata).statusCode(201).body("client_id", not(nullValue()));
    }

    /** As Element X says of itself on telephones of both kinds. */
    @Test
    void applicationOnTelephonesRegisters() {
        Map<String, Object> metadata = TestClient.metadata();
        metadata.putAll(Map.of("client_name", "Element X", "client_uri", "https://element.example", "application_type", "native",
                "redirect_uris", List.of("example.element.android:/", "https://element.example/oidc/login"),
                "logo_uri", "https://element.example/mobile-icon.png", "tos_uri", "https://element.example/terms",
                "policy_uri", "https://element.example/privacy"));
        TestClient.register(metadata).statusCode(201).body("logo_uri", equalTo("https://element.example/mobile-icon.png"));
    }

    private static void refused(String field, Object value) {
        Map<String, Object> metadata = TestClient.metadata();
        metadata.put(field, value);
        TestClient.register(metadata).statusCode(400).body("error", equalTo("invalid_client_metadata"));
    }

    private static Map<String, Object> without(String field) {
        Map<String, Object> metadata = TestClient.metadata();
        metadata.remove(field);
        return metadata;
    }

    private static Map<String, Object> with(String type, String redirect) {
        Map<String, Object> metadata = TestClient.metadata();
        metadata.put("application_type", type);
        metadata.put("redirect_uris", List.of(redirect));
        return metadata;
    }
}
