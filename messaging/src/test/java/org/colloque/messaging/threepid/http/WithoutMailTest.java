package org.colloque.messaging.threepid.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** A server that names no mail server: it says that it does not keep addresses. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WithoutMailTest {

    @Test
    void addressesAreRefused() {
        String address = Proofs.address();
        Proofs.ask(Proofs.REGISTER, address).statusCode(403).body("errcode", equalTo("M_THREEPID_DENIED"));
        Proofs.ask(Proofs.PASSWORD, address).statusCode(403).body("errcode", equalTo("M_THREEPID_DENIED"));
        Proofs.ask(Proofs.ADD, address).statusCode(400).body("errcode", equalTo("M_THREEPID_MEDIUM_NOT_SUPPORTED"));
        Agent alice = Agents.register("alice");
        alice.asking().get("/_matrix/client/v3/account/3pid").then().statusCode(200).body("threepids", empty());
        alice.asking().body(Map.of("sid", "s", "client_secret", "c", "auth", alice.passwordProof())).post("/_matrix/client/v3/account/3pid/add")
                .then().statusCode(400).body("errcode", equalTo("M_THREEPID_MEDIUM_NOT_SUPPORTED"));
        given().get("/_matrix/client/v3/account/3pid").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void telephoneNumbersAreRefusedEverywhere() {
        Map<String, Object> body = Map.of("client_secret", "c", "country", "FR", "phone_number", "0612345678", "send_attempt", 1);
        for (String place : new String[] {"register", "account/password"}) {
            given().contentType(ContentType.JSON).body(body).post("/_matrix/client/v3/" + place + "/msisdn/requestToken").then().statusCode(403)
                    .body("errcode", equalTo("M_THREEPID_DENIED"));
        }
        given().contentType(ContentType.JSON).body(body).post("/_matrix/client/v3/account/3pid/msisdn/requestToken").then().statusCode(400)
                .body("errcode", equalTo("M_THREEPID_MEDIUM_NOT_SUPPORTED"));
    }
}
