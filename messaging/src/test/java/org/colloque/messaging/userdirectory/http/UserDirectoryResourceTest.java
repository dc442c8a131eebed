package org.colloque.messaging.userdirectory.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UserDirectoryResourceTest {

    private Agent searcher;
    private Agent found;

    @BeforeEach
    void register() {
        searcher = Agents.register("searcher");
        found = Agents.register("helene");
        name("Hélène Œuvrard");
    }

    @Test
    void anyWordOfTheNameIsFoundByItsBeginningWithoutItsAccents() {
        search("helene").body("results.user_id", hasItem(found.userId().value()));
        search("oeuv").body("results.user_id", hasItem(found.userId().value()));
        search("HÉL").body("results.user_id", hasItem(found.userId().value()));
        search("lene").body("results.user_id", not(hasItem(found.userId().value())));
    }

    @Test
    void theNameIsGivenAsItIsWritten() {
        search(found.userId().value()).body("results[0].display_name", equalTo("Hélène Œuvrard"))
                .body("limited", equalTo(false));
    }

    @Test
    void userIdIsFoundByItsBeginning() {
        search(found.userId().localpart()).body("results.user_id", hasItem(found.userId().value()));
    }

    @Test
    void searcherAndClosedAccountsAreNotFound() {
        search(searcher.userId().localpart()).body("results", empty());
        found.asking().body(Map.of("auth", found.passwordProof())).post("/_matrix/client/v3/account/deactivate")
                .then().statusCode(200);
        search(found.userId().localpart()).body("results", empty());
    }

    @Test
    void signsHaveNoMeaning() {
        search("%").body("results", empty());
        search("_").body("results", empty());
    }

    @Test
    void malformedOrUnauthenticatedSearchIsRefused() {
        searcher.asking().body("{}").post("/_matrix/client/v3/user_directory/search").then()
                .statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().body("{}").post("/_matrix/client/v3/user_directory/search").then().statusCode(401);
    }

    private void name(String name) {
        found.asking().body(Map.of("displayname", name))
                .put("/_matrix/client/v3/profile/{user}/displayname", found.userId().value()).then().statusCode(200);
    }

    private ValidatableResponse search(String term) {
        return searcher.asking().body(Map.of("search_term", term, "limit", 50))
                .post("/_matrix/client/v3/user_directory/search").then().statusCode(200);
    }
}
