package org.colloque.messaging.threepid.http;

import static io.restassured.RestAssured.given;
import static org.colloque.messaging.threepid.http.Proofs.ADD;
import static org.colloque.messaging.threepid.http.Proofs.PASSWORD;
import static org.colloque.messaging.threepid.http.Proofs.REGISTER;
import static org.colloque.messaging.threepid.http.Proofs.SECRET;
import static org.colloque.messaging.threepid.http.Proofs.address;
import static org.colloque.messaging.threepid.http.Proofs.ask;
import static org.colloque.messaging.threepid.http.Proofs.auth;
import static org.colloque.messaging.threepid.http.Proofs.follow;
import static org.colloque.messaging.threepid.http.Proofs.hasLink;
import static org.colloque.messaging.threepid.http.Proofs.link;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.mail.Mail;
import org.colloque.messaging.mail.PostBox;
import org.colloque.messaging.oauth.Browser;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(WithMail.class)
class EmailResourcesTest {

    private static final String ACCOUNT = "/_matrix/client/v3/account";

    @Inject
    PostBox box;

    private Agent alice;
    private String address;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        address = address();
    }

    @Test
    void addressIsAddedByPasswordAndLinkOnce() {
        String sid = ask(ADD, address).statusCode(200).extract().path("sid");
        Map<String, Object> body = Map.of("sid", sid, "client_secret", SECRET, "auth", alice.passwordProof());
        Mail mail = box.next(address);
        given().queryParams(link(mail)).get(Proofs.PAGE).then().statusCode(200);
        alice.asking().body(body).post(ACCOUNT + "/3pid/add").then().statusCode(400).body("errcode", equalTo("M_THREEPID_AUTH_FAILED"));
        follow(mail).statusCode(200);
        alice.asking().body(Map.of("sid", sid, "client_secret", SECRET)).post(ACCOUNT + "/3pid/add").then().statusCode(401)
                .body("flows[0].stages", hasItem("m.login.password"));
        alice.asking().body(body).post(ACCOUNT + "/3pid/add").then().statusCode(200);
        alice.asking().get(ACCOUNT + "/3pid").then().statusCode(200).body("threepids", hasSize(1))
                .body("threepids[0].medium", equalTo("email")).body("threepids[0].address", equalTo(address));
        alice.asking().body(body).post(ACCOUNT + "/3pid/add").then().statusCode(400).body("errcode", equalTo("M_THREEPID_AUTH_FAILED"));
    }

    @Test
    void addressLogsItsAccountInUntilItIsDeleted() {
        give(alice, address);
        login(address.toUpperCase(), alice.password()).statusCode(200).body("user_id", equalTo(alice.userId().value()));
        login(address, "wrong").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        alice.asking().body(Map.of("medium", "email", "address", address)).post(ACCOUNT + "/3pid/delete").then().statusCode(200)
                .body("id_server_unbind_result", equalTo("no-support"));
        alice.asking().get(ACCOUNT + "/3pid").then().body("threepids", empty());
        login(address, alice.password()).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void addressLogsItsAccountInOnThePagesToo() {
        give(alice, address);
        Browser browser = new Browser();
        browser.send(browser.get("/account/login"), "/account/login", Map.of("name", address, "password", "wrong")).then().statusCode(403);
        browser.send(browser.get("/account/login"), "/account/login", Map.of("name", address(), "password", alice.password())).then().statusCode(403);
        browser.send(browser.get("/account/login"), "/account/login", Map.of("name", address, "password", alice.password())).then().statusCode(303);
    }

    @Test
    void readerOfTheAddressSetsANewPasswordOnceAndEndsTheSessions() {
        give(alice, address);
        String session = given().contentType(ContentType.JSON).body("{}").post(ACCOUNT + "/password").then().statusCode(401)
                .body("flows[0].stages", equalTo(List.of("m.login.email.identity"))).extract().path("session");
        String sid = ask(PASSWORD, address).statusCode(200).extract().path("sid");
        Map<String, Object> wish = Map.of("new_password", "another good one", "auth", auth(sid));
        reset(Map.of("new_password", "another good one", "auth", Map.of("type", "m.login.email.identity", "session", session, "threepid_creds",
                Map.of("sid", sid, "client_secret", SECRET)))).statusCode(401).body("errcode", equalTo("M_THREEPID_AUTH_FAILED"));
        follow(box.next(address)).statusCode(200);
        reset(wish).statusCode(200);
        alice.asking().get(ACCOUNT + "/whoami").then().statusCode(401);
        Agents.login(alice.userId(), "another good one");
        reset(wish).statusCode(401).body("errcode", equalTo("M_THREEPID_AUTH_FAILED"));
    }

    @Test
    void sessionsStayWhenThatIsWished() {
        give(alice, address);
        String sid = ask(PASSWORD, address).statusCode(200).extract().path("sid");
        follow(box.next(address));
        reset(Map.of("new_password", "another good one", "auth", auth(sid), "logout_devices", false)).statusCode(200);
        alice.asking().get(ACCOUNT + "/whoami").then().statusCode(200);
    }

    /** The answers are alike: who has an account is told to the reader of the address alone. */
    @Test
    void answerDoesNotTellWhoHasAnAccount() {
        ask(PASSWORD, address).statusCode(200).body("sid", startsWith(""));
        assertFalse(hasLink(box.next(address)));
        give(alice, address);
        ask(REGISTER, address).statusCode(200);
        Mail told = box.next(address);
        assertFalse(hasLink(told));
        assertTrue(told.body().contains(alice.userId().value()));
        ask(ADD, Map.of("client_secret", "another", "email", address, "send_attempt", 1)).statusCode(200);
        assertFalse(hasLink(box.next(address)));
    }

    @Test
    void mailIsSentAgainOnlyForAGreaterAttempt() {
        Map<String, Object> wish = Map.of("client_secret", SECRET, "email", address, "send_attempt", 2);
        String sid = ask(ADD, wish).statusCode(200).extract().path("sid");
        ask(ADD, wish).statusCode(200).body("sid", equalTo(sid));
        ask(ADD, Map.of("client_secret", SECRET, "email", address, "send_attempt", 1)).statusCode(200).body("sid", equalTo(sid));
        ask(ADD, Map.of("client_secret", SECRET, "email", address.toUpperCase(), "send_attempt", 3)).statusCode(200).body("sid", equalTo(sid));
        Mail first = box.next(address);
        Mail second = box.next(address);
        assertEquals(link(first), link(second));
        ask(ADD, Map.of("client_secret", "other", "email", address, "send_attempt", 1)).statusCode(200);
        assertFalse(link(box.next(address)).get("sid").equals(sid));
    }

    @Test
    void accountIsMadeWithTheAddressThatWasProven() {
        String sid = ask(REGISTER, address).statusCode(200).extract().path("sid");
        follow(box.next(address)).statusCode(200);
        String name = "agent-" + UUID.randomUUID();
        signUp(name, auth(sid)).statusCode(200).body("user_id", equalTo("@" + name + ":ministry.example"));
        login(address, "a good password").statusCode(200).body("user_id", equalTo("@" + name + ":ministry.example"));
        signUp("agent-" + UUID.randomUUID(), auth(sid)).statusCode(401).body("errcode", equalTo("M_THREEPID_AUTH_FAILED"));
        given().contentType(ContentType.JSON).body("{}").post("/_matrix/client/v3/register").then().statusCode(401)
                .body("flows.stages", equalTo(List.of(List.of("m.login.dummy"), List.of("m.login.email.identity"))));
    }

    @Test
    void proofForOnePurposeServesNoOther() {
        String sid = ask(ADD, address).statusCode(200).extract().path("sid");
        follow(box.next(address));
        signUp("agent-" + UUID.randomUUID(), auth(sid)).statusCode(401).body("errcode", equalTo("M_THREEPID_AUTH_FAILED"));
        reset(Map.of("new_password", "another good one", "auth", auth(sid))).statusCode(401);
    }

    @Test
    void addressBelongsToOneAccountAtATime() {
        Agent bob = Agents.register("bob");
        String first = proven(address, SECRET);
        String second = proven(address, "of.bob");
        add(alice, first, SECRET).statusCode(200);
        add(bob, second, "of.bob").statusCode(400).body("errcode", equalTo("M_THREEPID_IN_USE"));
        alice.asking().body(Map.of("auth", alice.passwordProof())).post(ACCOUNT + "/deactivate").then().statusCode(200);
        add(bob, second, "of.bob").statusCode(200);
    }

    @Test
    @Tag("Tchap-2019")
    void onlyAWholeAddressOfAPermittedDomainIsTaken() {
        for (String other : List.of("eve@evil.example", "eve@ministry.example.evil.example", "eve@sub.ministry.example")) {
            ask(REGISTER, other).statusCode(403).body("errcode", equalTo("M_THREEPID_DENIED"));
            ask(ADD, other).statusCode(403).body("errcode", equalTo("M_THREEPID_DENIED"));
        }
        for (String none : List.of("", "eve", "@ministry.example", "eve@evil.example@ministry.example", "eve@evil.example;m@ministry.example",
                "eve@evil.example,m@ministry.example", "<eve@ministry.example>", "Eve <eve@ministry.example>", "eve@ministry.example\r\nBcc: x@evil.example",
                "e ve@ministry.example", "\"eve@evil.example\"@ministry.example", ".eve@ministry.example", "eve@-.example", "é@ministry.example")) {
            ask(REGISTER, none).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        }
    }

    @Test
    void malformedRequestsAreRefused() {
        ask(ADD, Map.of("email", address, "send_attempt", 1)).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        ask(ADD, Map.of("client_secret", "a b", "email", address, "send_attempt", 1)).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        ask(ADD, Map.of("client_secret", SECRET, "email", address)).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        ask(ADD, Map.of("client_secret", SECRET, "email", address, "send_attempt", "1")).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        for (String next : List.of("https://evil.example/", "javascript:alert(1)", "https://app.example@evil.example/", "//app.example", "::")) {
            ask(ADD, Map.of("client_secret", SECRET, "email", address, "send_attempt", 1, "next_link", next)).statusCode(400)
                    .body("errcode", equalTo("M_INVALID_PARAM"));
        }
    }

    @Test
    void readerGoesOnToTheNextPage() {
        ask(ADD, Map.of("client_secret", SECRET, "email", address, "send_attempt", 1, "next_link", "https://app.example/done?x=1")).statusCode(200);
        follow(box.next(address)).statusCode(303).header("Location", equalTo("https://app.example/done?x=1"));
    }

    @Test
    void wrongLinkProvesNothing() {
        ask(ADD, address).statusCode(200);
        Map<String, String> link = link(box.next(address));
        Map<String, String> wrong = Map.of("sid", link.get("sid"), "client_secret", SECRET, "token", "\"><script>");
        given().queryParams(wrong).get(Proofs.PAGE).then().statusCode(200).body(containsString("&quot;&gt;&lt;script&gt;"));
        given().contentType(ContentType.URLENC).formParams(wrong).post(Proofs.PAGE).then().statusCode(400).contentType("text/html");
        given().get(Proofs.PAGE).then().statusCode(400).contentType("text/html");
        given().contentType(ContentType.JSON).body(wrong).post(Proofs.PAGE).then().statusCode(400).body("errcode", equalTo("M_TOKEN_INCORRECT"));
        given().contentType(ContentType.JSON).body(link).post(Proofs.PAGE).then().statusCode(200).body("success", equalTo(true));
    }

    @Test
    void mailWaitsForAMailServerThatIsDown() {
        box.down(true);
        ask(ADD, address).statusCode(200);
        box.down(false);
        assertTrue(hasLink(box.next(address)));
    }

    @Test
    void mailIsInTheLanguageOfWhoAsks() {
        given().contentType(ContentType.JSON).header("Accept-Language", "fr-FR,en;q=0.5")
                .body(Map.of("client_secret", SECRET, "email", address, "send_attempt", 1)).post(ADD).then().statusCode(200);
        Mail french = box.next(address);
        assertTrue(french.subject().startsWith("Confirmez"), french.subject());
        given().queryParams(link(french)).header("Accept-Language", "fr").get(Proofs.PAGE).then().body(containsString("lang=\"fr\""));
    }

    @Test
    void capabilitySaysThatAddressesMayBeChanged() {
        alice.asking().get("/_matrix/client/v3/capabilities").then().body("capabilities.'m.3pid_changes'.enabled", equalTo(true));
    }

    private void give(Agent agent, String to) {
        add(agent, proven(to, "given"), "given").statusCode(200);
    }

    private String proven(String to, String secret) {
        String sid = ask(ADD, Map.of("client_secret", secret, "email", to, "send_attempt", 1)).statusCode(200).extract().path("sid");
        follow(box.next(to)).statusCode(200);
        return sid;
    }

    private static ValidatableResponse add(Agent agent, String sid, String secret) {
        return agent.asking().body(Map.of("sid", sid, "client_secret", secret, "auth", agent.passwordProof())).post(ACCOUNT + "/3pid/add").then();
    }

    private static ValidatableResponse reset(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post(ACCOUNT + "/password").then();
    }

    private static ValidatableResponse signUp(String name, Map<String, Object> auth) {
        return given().contentType(ContentType.JSON).body(Map.of("username", name, "password", "a good password", "auth", auth))
                .post("/_matrix/client/v3/register").then();
    }

    private static ValidatableResponse login(String address, String password) {
        return given().contentType(ContentType.JSON).body(Map.of("type", "m.login.password", "password", password,
                "identifier", Map.of("type", "m.id.thirdparty", "medium", "email", "address", address))).post("/_matrix/client/v3/login").then();
    }
}
