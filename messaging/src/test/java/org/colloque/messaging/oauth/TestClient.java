package org.colloque.messaging.oauth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.colloque.messaging.testing.Agent;

/** An OAuth 2.0 client that plays by the rules, unless a test changes what it says. */
public record TestClient(String id, String device, String verifier) {

    static final String CALLBACK = "https://app.example.org/callback";
    static final String TOKEN = "/oauth2/token";

    static Map<String, Object> metadata() {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("client_name", "Test client");
        metadata.put("client_uri", "https://example.org/");
        metadata.put("redirect_uris", List.of(CALLBACK));
        metadata.put("grant_types", List.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"));
        metadata.put("response_types", List.of("code"));
        metadata.put("token_endpoint_auth_method", "none");
        metadata.put("application_type", "web");
        return metadata;
    }

    static ValidatableResponse register(Map<String, Object> metadata) {
        return given().contentType(ContentType.JSON).body(metadata).post("/oauth2/register").then();
    }

    /** Registers, and thinks of a device and a verifier. */
    public static TestClient registered() {
        return registered(metadata());
    }

    static TestClient registered(Map<String, Object> metadata) {
        String id = register(metadata).statusCode(201).extract().path("client_id");
        String random = UUID.randomUUID().toString().replace("-", "");
        return new TestClient(id, random.substring(0, 10), random + random);
    }

    String scope() {
        return "urn:matrix:client:api:* urn:matrix:client:device:" + device;
    }

    Map<String, String> request() {
        return new HashMap<>(Map.of("response_type", "code", "client_id", id, "redirect_uri", CALLBACK, "scope", scope(), "state", "st&te",
                "response_mode", "fragment", "code_challenge", challenge(), "code_challenge_method", "S256"));
    }

    String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String place() {
        return place(request());
    }

    static String place(Map<String, String> request) {
        return "/account/authorize?" + encode(request);
    }

    /** Somebody logs in and allows it; answers where that leads. */
    String allowedBy(Agent agent) {
        Browser browser = new Browser();
        String consent = browser.logIn(agent, place());
        Response page = browser.get(consent).then().statusCode(200).extract().response();
        return browser.send(page, consent, Map.of("decision", "allow")).then().statusCode(303).extract().header("Location");
    }

    /** The code with which an address leads back. */
    static String code(String location) {
        return answer(location).get("code");
    }

    static Map<String, String> answer(String location) {
        URI uri = URI.create(location);
        return Parameters.read(uri.getRawFragment() == null ? uri.getRawQuery() : uri.getRawFragment()).values();
    }

    Map<String, String> exchange(String code) {
        return new HashMap<>(Map.of("grant_type", "authorization_code", "code", code, "client_id", id, "redirect_uri", CALLBACK,
                "code_verifier", verifier));
    }

    static ValidatableResponse token(Map<String, String> form) {
        return given().contentType(ContentType.URLENC).formParams(form).post(TOKEN).then();
    }

    public Tokens tokensFor(Agent agent) {
        return Tokens.of(token(exchange(code(allowedBy(agent)))).statusCode(200));
    }

    ValidatableResponse refresh(String token) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", id));
    }

    private static String encode(Map<String, String> request) {
        return request.entrySet().stream().map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What a client gets. */
    public record Tokens(String access, String refresh) {

        static Tokens of(ValidatableResponse answer) {
            return new Tokens(answer.extract().path("access_token"), answer.extract().path("refresh_token"));
        }

        ValidatableResponse whoami() {
            return given().header("Authorization", "Bearer " + access).get("/_matrix/client/v3/account/whoami").then();
        }
    }
}
