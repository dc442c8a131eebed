package org.colloque.product.hostile;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.colloque.product.Answer;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each malformed request gets the right refusal; nothing of it stays, and nothing in the service fails over it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final String CLIENT = "/_matrix/client";

    private ServiceProcess service;
    private Person camille;
    private Person stranger;
    private String room;
    private List<String> before;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = new ServiceProcess("test.localhost", folder).set("colloque.registration.mode", "open").start();
        camille = service.register("camille");
        stranger = service.register("stranger");
        room = camille.createPublicRoom();
        before = history();
    }

    @AfterAll
    void nothingStaysAndNothingFailed() throws IOException {
        List<String> after = history();
        List<String> failures = Files.readAllLines(service.log()).stream().filter(line -> line.contains(" ERROR ")).toList();
        service.close();
        assertAll(
            () -> assertEquals(before, after, "the room's history"),
            () -> assertEquals(List.of(), failures, "the service's log"));
    }

    static Stream<Request> requests() {
        return Requests.all();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void malformedRequestIsRefused(Request request) {
        Request made = request.in(Person.encoded(room), Person.encoded(camille.userId()));
        Answer answer = camille.call(made.method(), CLIENT + made.path(), made.body());
        assertEquals(made.status(), answer.status(), answer::text);
        assertTrue(made.errcode().contains(answer.errcode()), answer::text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v3/sync", "GET /v3/account/whoami", "POST /v3/createRoom", "GET /v3/joined_rooms", "POST /v3/logout", "GET /v3/devices",
        "PUT /v3/rooms/!r:test.localhost/send/m.room.message/t", "GET /v3/pushrules/", "POST /v3/publicRooms"})
    void nobodyIsServedWithoutAGoodToken(String endpoint) {
        String method = endpoint.split(" ")[0];
        String path = CLIENT + endpoint.split(" ")[1];
        String body = method.equals("GET") ? null : "{}";
        Answer without = service.api().call(method, path, null, body);
        Answer wrong = service.api().call(method, path, "syt_forged", body);
        Answer absurd = service.api().call(method, path, "x".repeat(8_000), body);
        assertAll(
            () -> assertEquals("401 M_MISSING_TOKEN", without.status() + " " + without.errcode()),
            () -> assertEquals("401 M_UNKNOWN_TOKEN", wrong.status() + " " + wrong.errcode()),
            () -> assertEquals("401 M_UNKNOWN_TOKEN", absurd.status() + " " + absurd.errcode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /send/m.room.message/t", "PUT /state/m.room.topic/", "POST /invite", "POST /kick", "GET /messages?dir=b", "GET /members",
        "GET /state", "GET /joined_members", "PUT /redact/$event/t"})
    void strangersOfARoomMayDoNothingThere(String endpoint) {
        String method = endpoint.split(" ")[0];
        String path = CLIENT + "/v3/rooms/" + Person.encoded(room) + endpoint.split(" ")[1].replace("$", "%24");
        String body = method.equals("GET") ? null : "{\"user_id\": \"" + camille.userId() + "\", \"topic\": \"x\"}";
        Answer answer = stranger.call(method, path, body);
        assertEquals("403 M_FORBIDDEN", answer.status() + " " + answer.errcode());
    }

    @Test
    void nobodyActsForSomebodyElse() {
        String path = CLIENT + "/v3/user/" + Person.encoded(camille.userId()) + "/account_data/org.example";
        assertEquals(403, stranger.call("PUT", path, "{}").status());
        assertEquals(403, stranger.call("GET", path, null).status());
        String profile = CLIENT + "/v3/profile/" + Person.encoded(camille.userId()) + "/displayname";
        assertEquals(403, stranger.call("PUT", profile, "{\"displayname\": \"Not Camille\"}").status());
    }

    private List<String> history() {
        String path = CLIENT + "/v3/rooms/" + Person.encoded(room) + "/messages?dir=b&limit=1000";
        return camille.call("GET", path, null).orFail().get("chunk").findValuesAsText("event_id");
    }
}
