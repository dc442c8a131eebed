package org.colloque.filesharing.media.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** Where the operator lets files be read without a token. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(OpenDownloadTest.Open.class)
class OpenDownloadTest {

    private static final String DOWNLOAD = "/_matrix/media/v3/download/";

    public static class Open implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("colloque.media.without-token", "true");
        }
    }

    @Test
    void fileAndThumbnailNeedNoToken() {
        Agent alice = Agents.register("alice");
        String uri = alice.asking().contentType("text/plain").queryParam("filename", "a.txt").body("for all").post("/_matrix/media/v3/upload")
                .then().statusCode(200).extract().path("content_uri");
        String path = uri.substring("mxc://".length());

        given().get(DOWNLOAD + path).then().statusCode(200).body(equalTo("for all"));
        given().get(DOWNLOAD + path + "/b.txt").then().statusCode(200).header("Content-Disposition", equalTo("inline; filename=b.txt"));
        given().get("/_matrix/media/v3/thumbnail/" + path).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().queryParam("allow_remote", false).get(DOWNLOAD + "other.example/abc").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }
}
