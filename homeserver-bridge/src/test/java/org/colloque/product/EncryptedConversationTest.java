package org.colloque.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.colloque.product.trixnity.Agent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two agents of two ministries, each with a client that is not ours, talk encrypted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedConversationTest {

    private Ministries ministries;

    @BeforeAll
    void start(@TempDir Path folder) {
        ministries = Ministries.below(folder).start();
    }

    @AfterAll
    void stop() {
        ministries.close();
    }

    @Test
    void agentsOfTwoMinistriesReadEachOther() {
        try (Agent camille = agent(ministries.first(), "camille"); Agent nora = agent(ministries.second(), "nora")) {
            String room = meet(camille, nora);
            camille.say(room, "Bonjour Nora.");
            assertEquals(List.of("Bonjour Nora."), nora.read(room, 1));
            nora.say(room, "Bonjour Camille.");
            assertEquals(List.of("Bonjour Nora.", "Bonjour Camille."), camille.read(room, 2));
        }
    }

    private static String meet(Agent host, Agent guest) {
        String room = host.createEncryptedRoom(guest.getUserId());
        guest.acceptInvitation(room);
        host.awaitMember(room, guest.getUserId());
        return room;
    }

    private static Agent agent(ServiceProcess service, String name) {
        Person person = service.register(name);
        return Agent.logIn(service.api().address().toString(), name, person.password());
    }
}
