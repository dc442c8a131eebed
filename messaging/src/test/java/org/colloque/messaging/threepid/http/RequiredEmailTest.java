package org.colloque.messaging.threepid.http;

import static io.restassured.RestAssured.given;
import static org.colloque.messaging.threepid.http.Proofs.SECRET;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.mail.PostBox;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(WithMail.Required.class)
class RequiredEmailTest {

    private static final String TOKEN = "m.login.registration_token";
    private static final String EMAIL = "m.login.email.identity";

    @Inject
    PostBox box;

    @Test
    void nobodyRegistersWithoutAnAddress() {
        String name = "agent-" + UUID.randomUUID();
        String address = Proofs.address();
        String session = register(name, Map.of()).statusCode(401).body("flows.stages", equalTo(List.of(List.of(TOKEN, EMAIL)))).extract().path("session");
        register(name, Map.of("type", TOKEN, "token", "welcome", "session", session)).statusCode(401).body("completed", equalTo(List.of(TOKEN)));
        register(name, Map.of("type", "m.login.dummy", "session", session)).statusCode(401).body("errcode", equalTo("M_FORBIDDEN"));
        String sid = Proofs.ask(Proofs.REGISTER, address).statusCode(200).extract().path("sid");
        Map<String, Object> proof = Map.of("type", EMAIL, "session", session, "threepid_creds", Map.of("sid", sid, "client_secret", SECRET));
        register(name, proof).statusCode(401).body("errcode", equalTo("M_THREEPID_AUTH_FAILED")).body("completed", equalTo(List.of(TOKEN)));
        Proofs.follow(box.next(address)).statusCode(200);
        register(name, proof).statusCode(200).body("access_token", notNullValue());
    }

    @Test
    void thePageThatAsksForNoAddressMakesNoAccount() {
        given().get("/account/register").then().statusCode(403);
    }

    private static ValidatableResponse register(String name, Map<String, Object> auth) {
        Map<String, Object> body = auth.isEmpty() ? Map.of("username", name, "password", "a good password")
                : Map.of("username", name, "password", "a good password", "auth", auth);
        return given().contentType(ContentType.JSON).body(body).post("/_matrix/client/v3/register").then();
    }
}
