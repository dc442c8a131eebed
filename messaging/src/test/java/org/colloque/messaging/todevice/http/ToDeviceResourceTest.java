package org.colloque.messaging.todevice.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.todevice.ToDeviceOutbox;
import org.colloque.messaging.todevice.ToDeviceService;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.MatrixJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ToDeviceResourceTest {

    private static final String SEND = "/_matrix/client/v3/sendToDevice/{type}/{transaction}";
    private static final Duration SHORTLY = Duration.ofSeconds(10);

    @Inject
    ToDeviceOutbox outbox;

    @Inject
    ToDeviceService service;

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void messageArrivesUntilItIsAcknowledgedAndThenNeverAgain() {
        send("t1", Map.of(bob.userId(), Map.of(bob.device(), Map.of("n", 1)))).statusCode(200);
        JsonPath first = sync(bob, "", 1);
        assertEquals(1, (int) first.getInt("to_device.events[0].content.n"));
        assertEquals(alice.userId().value(), first.getString("to_device.events[0].sender"));
        assertEquals("m.test", first.getString("to_device.events[0].type"));
        sync(bob, "", 1);
        String next = first.getString("next_batch");
        JsonPath second = sync(bob, next, 0);
        sync(bob, second.getString("next_batch"), 0);
        sync(bob, "", 0);
    }

    @Test
    void messageWakesAWaitingSync() {
        String since = sync(bob, "", 0).getString("next_batch");
        Thread sender = Thread.ofVirtual().start(() -> send("t1", Map.of(bob.userId(), Map.of("*", Map.of("n", 1)))));
        long start = System.nanoTime();
        JsonPath news = bob.asking().queryParam("since", since).queryParam("timeout", 20_000)
                .get("/_matrix/client/v3/sync").then().statusCode(200).extract().jsonPath();
        assertEquals(1, news.getList("to_device.events").size());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
        assertTrue(!sender.isInterrupted());
    }

    @Test
    void starMeansAllDevices() {
        Agent second = bob.onAnotherDevice();
        send("t1", Map.of(bob.userId(), Map.of("*", Map.of("n", 1)))).statusCode(200);
        sync(bob, "", 1);
        sync(second, "", 1);
        sync(alice, "", 0);
    }

    @Test
    void sameTransactionSendsNothingAgain() {
        for (int i = 0; i < 3; i++) {
            send("same", Map.of(bob.userId(), Map.of(bob.device(), Map.of("n", i)))).statusCode(200);
        }
        assertEquals(0, (int) sync(bob, "", 1).getInt("to_device.events[0].content.n"));
    }

    @Test
    void messagesArriveInOrder() {
        for (int i = 0; i < 5; i++) {
            send("t" + i, Map.of(bob.userId(), Map.of(bob.device(), Map.of("n", i)))).statusCode(200);
        }
        assertEquals(List.of(0, 1, 2, 3, 4), sync(bob, "", 5).getList("to_device.events.content.n"));
    }

    @Test
    void unknownDevicesAndUsersArePassedOver() {
        send("t1", Map.of("@nobody:ministry.example", Map.of("D", Map.of()), bob.userId(), Map.of("NOSUCH", Map.of())))
                .statusCode(200);
        sync(bob, "", 0);
    }

    @Test
    void messagesToOtherServersWaitForThem() {
        ServerName elsewhere = new ServerName(UUID.randomUUID() + ".example");
        send("t1", Map.of("@eve:" + elsewhere, Map.of("D", Map.of("n", 1)))).statusCode(200);
        var entries = outbox.read(elsewhere, 0, 10).await().atMost(SHORTLY);
        assertEquals(1, entries.size());
        var content = MatrixJson.parseTrusted(entries.getFirst().content());
        assertEquals(1, content.path("messages").path("@eve:" + elsewhere).path("D").path("n").asInt());
        assertEquals("m.test", content.path("type").asText());
        outbox.delete(elsewhere, entries.getFirst().position()).await().atMost(SHORTLY);
        assertTrue(outbox.read(elsewhere, 0, 10).await().atMost(SHORTLY).isEmpty());
    }

    @Test
    void messageOfAnotherServerIsTakenInOnce() {
        ServerName elsewhere = new ServerName("elsewhere.example");
        String content = """
                {"sender":"@eve:elsewhere.example","type":"m.test","message_id":"%s","messages":{"%s":{"*":{"n":1}}}}"""
                .formatted(UUID.randomUUID(), bob.userId());
        for (int i = 0; i < 2; i++) {
            service.receive(elsewhere, MatrixJson.parseObject(content.getBytes(StandardCharsets.UTF_8))).await().atMost(SHORTLY);
        }
        sync(bob, "", 1);
    }

    @Test
    void malformedAndUnauthenticatedMessagesAreRefused() {
        given().body("{}").put(SEND, "m.test", "t").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        alice.asking().body("{}").put(SEND, "m.test", "t").then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        send("t", Map.of("bob", Map.of())).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        send("t", Map.of(bob.userId(), "x")).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        send("t", Map.of(bob.userId(), Map.of("D", "x"))).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
    }

    private ValidatableResponse send(String transaction, Map<?, ?> messages) {
        return alice.asking().body(Map.of("messages", messages)).put(SEND, "m.test", transaction).then();
    }

    /** A sync that must bring so many messages. */
    private static JsonPath sync(Agent agent, String since, int messages) {
        var request = agent.asking();
        if (!since.isEmpty()) {
            request.queryParam("since", since);
        }
        JsonPath answer = request.get("/_matrix/client/v3/sync").then().statusCode(200).extract().jsonPath();
        List<Object> events = answer.getList("to_device.events");
        assertEquals(messages, events == null ? 0 : events.size());
        return answer;
    }
}
