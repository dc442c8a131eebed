package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SendResourceTest {

    private Agent alice;
    private Agent bob;
    private TestRoom room;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = TestRoom.publicBy(alice).joinedBy(bob);
    }

    @Test
    void sameTransactionIsTheSameEvent() {
        String path = room.path("/send/m.room.message/one");
        assertEquals(send(alice, path), send(alice, path));
        assertNotEquals(send(alice, path), send(bob, path));
        assertNotEquals(send(alice, path), send(alice.onAnotherDevice(), path));
    }

    @Test
    void sameTransactionFiftyTimesAtOnceIsOneEvent() throws Exception {
        String path = room.path("/send/m.room.message/storm");
        try (var threads = Executors.newFixedThreadPool(16)) {
            Callable<String> once = () -> send(alice, path);
            var events = threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> once).toList()).stream()
                    .map(future -> future.resultNow()).collect(Collectors.toSet());
            assertEquals(1, events.size());
        }
        alice.asking().get(room.path("/messages?dir=b&limit=100")).then()
                .body("chunk.findAll { it.type == 'm.room.message' }.size()", equalTo(1));
    }

    @Test
    void redactedMessageLosesItsContent() {
        String event = room.message(bob, "secret");
        bob.asking().body(Map.of("reason", "erreur")).put(room.path("/redact/" + event + "/t")).then().statusCode(200);
        alice.asking().get(room.path("/event/" + event)).then().statusCode(200)
                .body("content", not(hasKey("body"))).body("unsigned.redacted_because.content.reason", equalTo("erreur"));
    }

    @Test
    void memberWithoutPowerMayNotRedactOthersMessages() {
        String event = room.message(alice, "stays");
        bob.asking().body("{}").put(room.path("/redact/" + event + "/t")).then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void whoIsNotInTheRoomMayNotSend() {
        Agents.register("carol").asking().body(Map.of("body", "x")).put(room.path("/send/m.room.message/1")).then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void stateNeedsPower() {
        room.trySending(bob, "m.room.name", "", Map.of("name", "x")).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        room.state(alice, "m.room.name", "", Map.of("name", "Salon"));
        bob.asking().get(room.path("/state/m.room.name")).then().statusCode(200).body("name", equalTo("Salon"));
        bob.asking().get(room.path("/state/m.room.name/?format=event")).then().body("content.name", equalTo("Salon"))
                .body("sender", equalTo(alice.userId().value()));
    }

    @Test
    void stateThatIsNotThereIsNotFound() {
        alice.asking().get(room.path("/state/m.room.topic")).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void aliasOfAnotherRoomIsNoCanonicalAlias() {
        room.trySending(alice, "m.room.canonical_alias", "", Map.of("alias", "#nowhere:ministry.example"))
                .statusCode(400).body("errcode", equalTo("M_BAD_ALIAS"));
        room.trySending(alice, "m.room.canonical_alias", "", Map.of("alias", "nowhere"))
                .statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void tooLargeEventIsRefused() {
        alice.asking().body(Map.of("body", "x".repeat(66_000))).put(room.path("/send/m.room.message/large")).then()
                .statusCode(413).body("errcode", equalTo("M_TOO_LARGE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"body\":1.5}", "{\"body\":9007199254740993}", "[]", "{\"body\":", "{\"a\":1,\"a\":2}", "nonsense"})
    void whatCannotBeAnEventIsRefused(String content) {
        alice.asking().body(content).put(room.path("/send/m.room.message/bad")).then().statusCode(400);
    }

    @Test
    void tooLongTypeIsRefused() {
        alice.asking().body("{}").put(room.path("/send/" + "t".repeat(256) + "/long")).then().statusCode(413);
    }

    @Test
    void newestMessagesComeFirstAndPagesJoinUp() {
        for (int i = 0; i < 7; i++) {
            room.message(alice, "m" + i);
        }
        var first = bob.asking().get(room.path("/messages?dir=b&limit=4")).then().statusCode(200)
                .body("chunk.content.body", equalTo(List.of("m6", "m5", "m4", "m3"))).extract().jsonPath();
        bob.asking().get(room.path("/messages?dir=b&limit=3&from=" + first.getString("end"))).then().statusCode(200)
                .body("chunk.content.body", equalTo(List.of("m2", "m1", "m0")));
    }

    @Test
    void contextShowsWhatCameBeforeAndAfter() {
        room.message(alice, "before");
        String event = room.message(alice, "it");
        room.message(alice, "after");
        bob.asking().get(room.path("/context/" + event + "?limit=2")).then().statusCode(200)
                .body("event.content.body", equalTo("it"))
                .body("events_before.content.body", hasItem("before"))
                .body("events_after.content.body", hasItem("after"))
                .body("state.type", hasItem("m.room.create"));
    }

    @Test
    void pagesJoinUpWithAContextThatReachesBothEnds() {
        String event = room.message(alice, "it");
        room.message(alice, "after");
        var context = bob.asking().get(room.path("/context/" + event + "?limit=100")).then().statusCode(200).extract().jsonPath();
        bob.asking().get(room.path("/messages?dir=f&from=" + context.getString("end"))).then().statusCode(200).body("chunk.size()", equalTo(0));
        bob.asking().get(room.path("/messages?dir=b&from=" + context.getString("start"))).then().statusCode(200).body("chunk.size()", equalTo(0));
    }

    @Test
    void transactionIdCountsForItsPathOnly() {
        String first = send(alice, room.path("/send/m.room.message/path"));
        assertEquals(first, send(alice, room.path("/send/m.room.message/path")));
        assertNotEquals(first, send(alice, room.path("/send/org.example.other/path")));
        String redaction = alice.asking().body("{}").put(room.path("/redact/" + first + "/path")).then().statusCode(200).extract().path("event_id");
        assertNotEquals(first, redaction);
        alice.asking().get(room.path("/event/" + first)).then().body("unsigned.transaction_id", equalTo("path"));
    }

    @Test
    void roomThatNobodyKnowsIsOneThatTheSenderIsNotIn() {
        String nowhere = "/_matrix/client/v3/rooms/!nowhere:ministry.example";
        alice.asking().body("{}").put(nowhere + "/send/m.room.message/t").then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        alice.asking().body("{}").put(nowhere + "/state/m.room.name").then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void contentThatNobodyCouldSendIsBadJson() {
        for (Map<String, Object> levels : List.<Map<String, Object>>of(Map.of("ban", "50"), Map.of("users", List.of()),
                Map.of("events", Map.of("m.room.name", "50")), Map.of("users", Map.of("nobody", 50)))) {
            room.trySending(alice, "m.room.power_levels", "", levels).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        }
        room.trySending(alice, "m.room.member", alice.userId().value(), Map.of("membership", "present")).statusCode(400)
                .body("errcode", equalTo("M_BAD_JSON"));
        room.trySending(alice, "m.room.canonical_alias", "", Map.of("alias", 5)).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        room.trySending(alice, "m.room.create", "", Map.of()).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    private static String send(Agent agent, String path) {
        return agent.asking().body(Map.of("msgtype", "m.text", "body", "once")).put(path)
                .then().statusCode(200).extract().path("event_id");
    }
}
