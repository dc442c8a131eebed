package org.colloque.messaging.todevice;

import static org.colloque.messaging.testing.Answers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.colloque.messaging.accounts.TestPeople;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.junit.jupiter.api.Test;

class ToDeviceServiceTest {

    private static final ServerName ELSEWHERE = new ServerName("elsewhere.example");
    private static final UserId STRANGER = new UserId("@stranger:elsewhere.example");
    private static final Requester ALICE = new Requester(new UserId("@alice:ministry.example"), new DeviceId("PHONE"), false);

    private final TestPeople people = TestPeople.inMemory();
    private final InMemoryToDeviceStore store = new InMemoryToDeviceStore(people.devices());
    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final ToDeviceService service = new ToDeviceService(store, people.service(clock), TestPeople.secrets(), clock);
    private final DeviceOf bob = people.device();

    @Test
    void deviceGetsTheContentWithItsTypeAndSender() {
        await(service.send(ALICE, "m.test", "t1", message(bob.user(), "PHONE")));
        JsonNode event = waiting(bob).getFirst();
        assertEquals("m.test", event.path("type").textValue());
        assertEquals(ALICE.user().value(), event.path("sender").textValue());
        assertEquals("hello", event.path("content").path("body").textValue());
    }

    @Test
    void sameTransactionOfTheSameDeviceAloneSendsNothingTwice() {
        await(service.send(ALICE, "m.test", "t1", message(bob.user(), "*")));
        await(service.send(ALICE, "m.test", "t1", message(bob.user(), "*")));
        assertEquals(1, waiting(bob).size());
        await(service.send(new Requester(ALICE.user(), new DeviceId("DESK"), false), "m.test", "t1", message(bob.user(), "*")));
        assertEquals(2, waiting(bob).size());
    }

    @Test
    void messageForAnotherServerWaitsInTheOutboxAlone() {
        await(service.send(ALICE, "m.test", "t1", message(STRANGER, "X")));
        JsonNode edu = MatrixJson.parseTrusted(await(store.read(ELSEWHERE, 0, 10)).getFirst().content());
        assertEquals(ALICE.user().value(), edu.path("sender").textValue());
        assertEquals("hello", edu.path("messages").path(STRANGER.value()).path("X").path("body").textValue());
    }

    @Test
    void messageOfAnotherServerIsTakenInOnce() {
        await(service.receive(ELSEWHERE, edu(STRANGER)));
        await(service.receive(ELSEWHERE, edu(STRANGER)));
        assertEquals(List.of(STRANGER.value()), waiting(bob).stream().map(event -> event.path("sender").textValue()).toList());
    }

    @Test
    void serverCannotSpeakForUsersOfAnother() {
        MatrixException refusal = assertThrows(MatrixException.class, () -> await(service.receive(ELSEWHERE, edu(ALICE.user()))));
        assertEquals(Errcode.M_FORBIDDEN, refusal.errcode());
        assertEquals(List.of(), waiting(bob));
    }

    private ObjectNode edu(UserId sender) {
        ObjectNode edu = JsonNodes.object().put("sender", sender.value()).put("type", "m.test").put("message_id", "1");
        edu.set("messages", message(bob.user(), "*"));
        return edu;
    }

    private List<ObjectNode> waiting(DeviceOf device) {
        return await(store.read(device.user(), device.device(), 0, Long.MAX_VALUE, 10)).stream()
                .map(message -> MatrixJson.parseTrusted(message.json())).toList();
    }

    private static ObjectNode message(UserId user, String device) {
        ObjectNode messages = JsonNodes.object();
        messages.putObject(user.value()).putObject(device).put("body", "hello");
        return messages;
    }
}
