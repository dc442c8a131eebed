package org.colloque.messaging.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AccountPagesTest {

    private static final String COOKIE = "__Host-colloque_account";

    @Inject
    Database database;

    private Agent alice;
    private Browser browser;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        browser = new Browser();
    }

    @Test
    void pagesAreKeptFromOtherSites() {
        Response page = browser.get("/account/login");
        page.then().statusCode(200).header("Content-Security-Policy", containsString("frame-ancestors 'none'")).header("X-Frame-Options", "DENY")
                .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'self'")).header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer").header("Access-Control-Allow-Origin", nullValue()).body(not(containsString("<script")));
        Cookie cookie = page.detailedCookie(COOKIE);
        assertEquals(true, cookie.isHttpOnly() && cookie.isSecured());
        assertEquals("Lax", cookie.getSameSite());
        given().get("/account/style.css").then().statusCode(200).contentType(startsWith("text/css"));
    }

    @Test
    void formWithoutTheBrowsersTokenDoesNothing() {
        browser.get("/account/login");
        Map<String, String> right = Map.of("name", alice.userId().value(), "password", alice.password());
        browser.post("/account/login", right).then().statusCode(403);
        Browser other = new Browser();
        other.send(browser.get("/account/login"), "/account/login", right).then().statusCode(403);
        other.get("/account").then().statusCode(303).header("Location", startsWith("/account/login"));
    }

    @Test
    void cookieChangesWithTheLogIn() {
        browser.get("/account/login");
        String before = browser.cookie(COOKIE);
        assertEquals("/account", browser.logIn(alice, "/account"));
        assertNotEquals(before, browser.cookie(COOKIE));
        browser.get("/account").then().statusCode(200).body(containsString(alice.userId().value()));
    }

    @Test
    void wrongPasswordKeepsTheName() {
        Response page = browser.get("/account/login?lang=en");
        browser.send(page, "/account/login", Map.of("name", "\"><script>x", "password", "wrong")).then().statusCode(403)
                .body(containsString("&quot;&gt;&lt;script&gt;x")).body(containsString("role=\"alert\"")).body(containsString("is wrong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/\\evil.example", "/account/../q", "javascript:alert(1)", "/account@evil"})
    void nobodyIsLedToAnotherSiteByLoggingIn(String next) {
        String login = "/account/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        browser.send(browser.get(login), login, Map.of("name", alice.userId().value(), "password", alice.password())).then().statusCode(303)
                .header("Location", "/account");
    }

    @Test
    void pagesSpeakFrenchAndEnglish() {
        browser.get("/account/login").then().body(containsString("lang=\"fr\"")).body(containsString("Mot de passe"));
        browser.get("/account/login?lang=en").then().body(containsString("lang=\"en\"")).body(containsString("Password"));
        browser.get("/account/register").then().body(containsString("lang=\"en\""));
        given().header("Accept-Language", "en-GB,en;q=0.8,fr;q=0.5").get("/account/login").then().body(containsString("lang=\"en\""));
        given().header("Accept-Language", "de;q=0.8,*").get("/account/login").then().body(containsString("lang=\"fr\""));
        given().header("Accept-Language", "&;q=x").get("/account/login").then().statusCode(200);
    }

    @Test
    void somebodyMakesAnAccountOnTheWayToAClient() {
        TestClient client = TestClient.registered();
        Map<String, String> request = client.request();
        request.put("prompt", "create");
        String register = browser.get(TestClient.place(request)).then().statusCode(303).extract().header("Location");
        assertEquals(true, register.startsWith("/account/register?next="), register);
        Response page = browser.get(register).then().statusCode(200).extract().response();
        Map<String, String> fields = Map.of("name", "new-" + client.device(), "password", "a long password", "again", "a long password");
        browser.send(page, register, Map.of("name", "Ü", "password", "a long password", "again", "a long password")).then().statusCode(400);
        browser.send(page, register, Map.of("name", "x", "password", "one password", "again", "another")).then().statusCode(400);
        browser.send(page, register, Map.of("name", "new-x" + client.device(), "password", "x", "again", "x")).then().statusCode(400);
        String consent = browser.send(page, register, fields).then().statusCode(303).extract().header("Location");
        browser.get(consent).then().statusCode(200).body(containsString("@new-" + client.device() + ":ministry.example"));
    }

    @Test
    void personNamesThemselves() {
        browser.logIn(alice, "/account");
        Response page = browser.get("/account?action=org.matrix.profile");
        browser.send(page, "/account/profile", Map.of("name", "Alice <b>")).then().statusCode(200).body(containsString("Alice &lt;b&gt;"));
        given().get("/_matrix/client/v3/profile/" + alice.userId().value()).then().body("displayname", equalTo("Alice <b>"));
        browser.send(page, "/account/profile", Map.of("name", "")).then().statusCode(200);
        given().get("/_matrix/client/v3/profile/" + alice.userId().value()).then().body("displayname", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.matrix.device_delete", "org.matrix.session_end", "session_end"})
    void deviceIsSignedOutWithThePassword(String action) {
        Agent phone = alice.onAnotherDevice();
        String place = browser.logIn(alice, "/account?action=" + action + "&device_id=" + phone.device().value());
        Response page = browser.get(place).then().statusCode(200).body(containsString(phone.device().value())).extract().response();
        Map<String, String> wrong = Map.of("device", phone.device().value(), "password", "wrong");
        browser.send(page, "/account/guarded/device", wrong).then().statusCode(403).body(containsString("role=\"alert\""));
        phone.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(200);
        Map<String, String> right = Map.of("device", phone.device().value(), "password", alice.password());
        browser.send(page, "/account/guarded/device", right).then().statusCode(303);
        phone.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(401);
        browser.get("/account?action=org.matrix.devices_list").then().statusCode(200).body(not(containsString(phone.device().value())))
                .body(containsString(alice.device().value()));
    }

    @Test
    void devicesOfOthersAreNotShown() {
        Agent bob = Agents.register("bob");
        browser.logIn(alice, "/account");
        browser.get("/account?action=org.matrix.device_view&device_id=" + bob.device().value()).then().statusCode(404);
        Response page = browser.get("/account?action=password");
        browser.send(page, "/account/guarded/device", Map.of("device", bob.device().value(), "password", alice.password()));
        bob.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(200);
    }

    @Test
    void newPasswordEndsTheOtherPages() {
        Browser other = new Browser();
        other.logIn(alice, "/account");
        browser.logIn(alice, "/account");
        Response page = browser.get("/account?action=password");
        Map<String, String> differing = Map.of("password", alice.password(), "new", "another password", "again", "mistyped");
        browser.send(page, "/account/guarded/password", differing).then().statusCode(400);
        Map<String, String> right = Map.of("password", alice.password(), "new", "another password", "again", "another password");
        browser.send(page, "/account/guarded/password", right).then().statusCode(303);
        browser.get("/account").then().statusCode(200);
        other.get("/account").then().statusCode(303);
        alice.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(200);
        Agents.login(alice.userId(), "another password");
        page = browser.get("/account?action=password");
        Map<String, String> everywhere = Map.of("password", "another password", "new", "third password", "again", "third password", "everywhere", "yes");
        browser.send(page, "/account/guarded/password", everywhere).then().statusCode(303);
        alice.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(401);
    }

    @Test
    void accountIsClosedWithThePassword() {
        browser.logIn(alice, "/account?action=org.matrix.account_deactivate");
        Response page = browser.get("/account?action=org.matrix.account_deactivate").then().statusCode(200).extract().response();
        browser.send(page, "/account/guarded/deactivate", Map.of("password", "wrong")).then().statusCode(403);
        browser.send(page, "/account/guarded/deactivate", Map.of("password", alice.password())).then().statusCode(200);
        alice.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(401);
        browser.get("/account").then().statusCode(303);
    }

    @Test
    void clientMaySayWhoLogsIn() {
        TestClient client = TestClient.registered();
        Map<String, String> request = client.request();
        request.put("login_hint", "mxid:" + alice.userId().value());
        String login = browser.get(TestClient.place(request)).then().statusCode(303).extract().header("Location");
        browser.get(login).then().statusCode(200).body(containsString("value=\"" + alice.userId().value() + "\""));
    }

    @Test
    void whoIsSuspendedChangesNothing() {
        browser.logIn(alice, "/account");
        Response page = browser.get("/account");
        database.update("update account set suspended = true where user_id = $1", alice.userId().value()).await().atMost(Duration.ofSeconds(10));
        browser.send(page, "/account/profile", Map.of("name", "Somebody")).then().statusCode(403);
        given().get("/_matrix/client/v3/profile/" + alice.userId().value()).then().body("displayname", not(equalTo("Somebody")));
    }

    @Test
    void whoIsLockedIsLoggedOutAndStaysOut() {
        browser.logIn(alice, "/account");
        database.update("update account set locked = true where user_id = $1", alice.userId().value()).await().atMost(Duration.ofSeconds(10));
        browser.get("/account").then().statusCode(303);
        Response page = browser.get("/account/login?lang=en");
        browser.send(page, "/account/login", Map.of("name", alice.userId().value(), "password", alice.password())).then().statusCode(401)
                .body(containsString("locked"));
    }

    @Test
    void whoLeavesIsLoggedOut() {
        browser.logIn(alice, "/account");
        browser.send(browser.get("/account"), "/account/logout", Map.of()).then().statusCode(303);
        browser.get("/account").then().statusCode(303).header("Location", startsWith("/account/login"));
    }

    @Test
    void olderClientsGetALoginToken() {
        String location = given().redirects().follow(false).queryParam("redirectUrl", "https://client.example/?a=b#c")
                .get("/_matrix/client/v3/login/sso/redirect").then().statusCode(302).extract().header("Location");
        String place = browser.logIn(alice, location);
        Response page = browser.get(place).then().statusCode(200).body(containsString("client.example"))
                .header("Content-Security-Policy", containsString("form-action 'self' https://client.example")).extract().response();
        assertEquals(1, page.headers().getValues("Content-Security-Policy").size());
        String back = browser.send(page, place, Map.of()).then().statusCode(303).extract().header("Location");
        assertEquals(true, back.startsWith("https://client.example/?a=b&loginToken="), back);
        assertEquals(true, back.endsWith("#c"), back);
        String token = back.replaceAll(".*loginToken=", "").replace("#c", "");
        given().contentType(ContentType.JSON).body(Map.of("type", "m.login.token", "token", token)).post("/_matrix/client/v3/login").then()
                .statusCode(200).body("user_id", equalTo(alice.userId().value()));
    }

    @Test
    void loginTokensGoToNoScript() {
        browser.logIn(alice, "/account");
        for (String bad : new String[] {"javascript:alert(1)", "data:text/html,x", "JavaScript:x", "client", "https://", "https://a@b/", ""}) {
            String place = "/account/sso?redirectUrl=" + URLEncoder.encode(bad, StandardCharsets.UTF_8);
            browser.get(place).then().statusCode(400);
            browser.send(browser.get("/account"), place, Map.of()).then().statusCode(400).header("Location", nullValue());
        }
        given().get("/_matrix/client/v3/login/sso/redirect").then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().redirects().follow(false).get("/_matrix/client/v3/login/sso/redirect/other?redirectUrl=https://a/").then().statusCode(404);
        given().redirects().follow(false).get("/_matrix/client/v3/login/sso/redirect/account?redirectUrl=https://a/&action=register").then()
                .statusCode(302).header("Location", startsWith("/account/register?next="));
        given().get("/_matrix/client/v3/login").then().body("flows.find { it.type == 'm.login.sso' }.oauth_aware_preferred", equalTo(true));
    }
}
