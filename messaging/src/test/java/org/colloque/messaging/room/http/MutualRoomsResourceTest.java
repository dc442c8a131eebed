package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class MutualRoomsResourceTest {

    private static final String MUTUAL = "/_matrix/client/v1/mutual_rooms";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void onlyRoomsToWhichBothAreJoinedAreTold() {
        TestRoom both = TestRoom.publicBy(alice).joinedBy(bob);
        TestRoom.publicBy(alice);
        TestRoom left = TestRoom.publicBy(alice).joinedBy(bob);
        bob.asking().body(Map.of()).post(left.path("/leave")).then().statusCode(200);
        mutual(alice, bob.userId().value()).statusCode(200).body("joined", contains(both.id().value())).body("count", equalTo(1))
                .body("$", not(hasKey("next_batch")));
    }

    @Test
    void whoIsUnknownSharesNothing() {
        mutual(alice, "@nobody:elsewhere.example").statusCode(200).body("joined", empty()).body("count", equalTo(0));
    }

    @Test
    void oneselfNobodyAndWhatIsNoUserAreRefused() {
        mutual(alice, alice.userId().value()).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        mutual(alice, "bob").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        alice.asking().get(MUTUAL).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        alice.asking().queryParam("user_id", bob.userId().value()).queryParam("from", "x").get(MUTUAL).then()
                .statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void strangerWithoutATokenIsUnauthorized() {
        RestAssured.given().queryParam("user_id", bob.userId().value()).get(MUTUAL).then().statusCode(401)
                .body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    private static ValidatableResponse mutual(Agent asking, String user) {
        return asking.asking().queryParam("user_id", user).get(MUTUAL).then();
    }
}
