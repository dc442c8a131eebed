package org.colloque.product.drills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.appservice.BridgeRegistration;
import org.colloque.bridge.appservice.TestBridge;
import org.colloque.bridge.testing.Eventually;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that two nodes speak to, of which the one that does is killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationServiceTest {

    private static final String NAME = "bridged.localhost";
    private static final String BOT = BridgeRegistration.AS_TOKEN;

    private ServiceProcess database;
    private ServiceProcess node;
    private TestBridge bridge;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        int port = ServiceProcess.freePort();
        Path registration = Files.writeString(folder.resolve("bridge.yaml"), BridgeRegistration.irc(port));
        bridge = TestBridge.start(port);
        database = service(folder.resolve("first"), registration).start();
        node = service(folder.resolve("second"), registration).onDatabaseOf(database).start();
    }

    private static ServiceProcess service(Path folder, Path registration) {
        return new ServiceProcess(NAME, folder).set("colloque.application-services", registration.toString());
    }

    @AfterAll
    void stop() {
        node.close();
        database.close();
        bridge.close();
    }

    @Test
    void bridgeHearsOfEachEventOnceAndInOrderWhenANodeIsKilled() {
        Person camille = node.register("camille");
        String room = node.api().post("/_matrix/client/v3/createRoom", BOT, "{\"preset\": \"public_chat\"}").orFail().get("room_id").asText();
        camille.join(room);
        bridge.answering(500, 300);
        List<String> sent = new ArrayList<>(say(camille, room, 0));
        Eventually.eventually(() -> assertTrue(bridge.told().size() >= 2));
        database.kill();
        sent.addAll(say(camille, room, 1));
        bridge.answering(200, 50);
        sent.addAll(say(camille, room, 2));
        Eventually.eventually(() -> assertTrue(bridge.events(room).contains(sent.getFirst())));
        Eventually.eventually(() -> assertTrue(bridge.events(room).containsAll(sent)));
        assertEquals(sent, bridge.events(room).stream().filter(sent::contains).toList());
        assertEquals(1, bridge.mostInFlight());
        Map<String, String> bodies = new HashMap<>();
        bridge.told().forEach(told -> assertEquals(bodies.computeIfAbsent(told.id(), id -> told.body()), told.body()));
    }

    private static List<String> say(Person by, String room, int round) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(by.send(room, "t" + round + "-" + i, "{\"msgtype\": \"m.text\", \"body\": \"" + i + "\"}").orFail().get("event_id").asText());
        }
        return events;
    }
}
