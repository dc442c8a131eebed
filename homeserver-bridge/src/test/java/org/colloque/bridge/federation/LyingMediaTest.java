package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that gives something else than a file where it is asked for one. Spec: server-server-api, "Content Repository". */
@QuarkusTest
class LyingMediaTest extends PeerTest {

    private static final String DOWNLOAD = "/_matrix/client/v1/media/download/peer.example/";
    private static final String ASKED = "GET /_matrix/federation/v1/media/download/";

    private Agent alice;

    /** What is answered in place of a file. */
    private enum Lie {
        NO_PARTS("--x--\r\n"),
        ONE_PART("--x\r\n\r\n{}\r\n--x--\r\n"),
        WITHOUT_END("--x\r\n\r\n{}\r\n--x\r\n\r\nfile"),
        WITHOUT_BLANK_LINE("--x\r\n\r\n{}\r\n--x\r\nContent-Type: text/plain\r\n--x--\r\n"),
        AT_A_PRIVATE_ADDRESS(at("https://10.0.0.1/secret")),
        AT_A_LINK_LOCAL_ADDRESS(at("https://169.254.169.254/latest/meta-data")),
        AT_A_PRIVATE_ADDRESS_OF_VERSION_SIX(at("https://[fd00::1]/secret")),
        AT_A_PLAIN_ADDRESS(at("http://files.example/secret")),
        AT_A_FILE(at("file:///etc/passwd")),
        NOWHERE(at("https://")),
        AT_RUBBISH(at("https://a b\\^{}")),
        AT_A_PORT_BEYOND_ALL(at("https://files.example:99999999/"));

        private final String body;

        Lie(String body) {
            this.body = body;
        }

        private static String at(String location) {
            return "--x\r\n\r\n{}\r\n--x\r\nLocation: " + location + "\r\n\r\n\r\n--x--\r\n";
        }
    }

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("CVE-2024-52594")
    void whatIsNoFileIsNotFound(Lie lie) {
        String id = UUID.randomUUID().toString();
        answer(id, "multipart/mixed; boundary=x", lie.body);
        int status = alice.asking().get(DOWNLOAD + id).then().extract().statusCode();
        assertTrue(status == 404 || status == 403 || status == 502, "status " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "multipart/mixed", "multipart/form-data; boundary=x", "text/plain", "multipart/mixed; boundary=\"", "\u0000"})
    @Tag("CVE-2024-52805")
    void typeThatIsNoneOfAFileIsNotFound(String type) {
        String id = UUID.randomUUID().toString();
        answer(id, type, "--x\r\n\r\n{}\r\n--x\r\n\r\nfile\r\n--x--\r\n");
        alice.asking().get(DOWNLOAD + id).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    @Tag("CVE-2024-52594")
    void redirectOfTheRequestItselfIsNotFollowed() {
        String id = UUID.randomUUID().toString();
        peer.onRaw(ASKED + id, request -> request.response().setStatusCode(302).putHeader("Location", "https://127.0.0.1:1/").end());
        alice.asking().get(DOWNLOAD + id).then().statusCode(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc", "..%5c..%5cetc", "a%00b", "a%2fb", "~root", "%2e", "%2e%2e", ".hidden"})
    @Tag("CVE-2021-41281")
    void idThatWouldLeadOutOfTheFolderIsRefused(String id) {
        int before = peer.received("GET ").size();
        for (String path : new String[] {DOWNLOAD + id, DOWNLOAD.replace("peer.", "ministry.") + id, DOWNLOAD.replace("download", "thumbnail") + id
                + "?width=32&height=32"}) {
            int status = alice.asking().urlEncodingEnabled(false).get(path).then().extract().statusCode();
            assertTrue(status == 400 || status == 404, path + ": " + status);
        }
        int status = new PeerRequests(peer).get("/_matrix/federation/v1/media/download/" + id).extract().statusCode();
        assertTrue(status == 400 || status == 404, id + ": " + status);
        assertEquals(before, peer.received("GET /_matrix/federation/v1/media").size() + before, "nobody else was asked for it");
    }

    private static void answer(String id, String type, String body) {
        peer.onRaw(ASKED + id, (HttpServerRequest request) -> {
            if (type.chars().allMatch(c -> c >= ' ')) {
                request.response().putHeader("Content-Type", type);
            }
            request.response().end(body);
        });
    }
}
