package org.colloque.product.drills;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Api;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: whichever a person speaks to, there is one conversation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {

    private static final String NAME = "two-nodes.localhost";

    private ServiceProcess first;
    private ServiceProcess second;

    @BeforeAll
    void start(@TempDir Path folder) {
        first = new ServiceProcess(NAME, folder.resolve("first")).start();
        second = new ServiceProcess(NAME, folder.resolve("second")).onDatabaseOf(first).start();
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void syncsOnBothNodesSeeTheSendsOfBothInOneOrder() throws InterruptedException {
        Person camille = first.register("camille");
        Person nora = first.register("nora").at(second.api());
        String room = camille.createPublicRoom();
        nora.join(room);
        Reader atFirst = new Reader(camille);
        Reader atSecond = new Reader(nora);
        SteadySends camilles = SteadySends.begin(camille, room);
        SteadySends noras = SteadySends.begin(nora, room);
        for (int i = 0; i < 8; i++) {
            TimeUnit.MILLISECONDS.sleep(500);
            atFirst.readOn();
            atSecond.readOn();
        }
        camilles.end();
        noras.end();
        Set<String> sent = new HashSet<>(camilles.acknowledged().values());
        sent.addAll(noras.acknowledged().values());
        atFirst.readUntil(sent);
        atSecond.readUntil(sent);
        assertEquals(sent.size(), atFirst.events.size(), "each event once");
        assertEquals(atFirst.events, atSecond.events);
    }

    @Test
    void aSessionOfOneNodeIsGoodOnTheOtherAndSoonItsEndIsAsWell() throws InterruptedException {
        Person louis = first.register("louis");
        Api other = second.api();
        assertEquals(200, louis.at(other).call("GET", "/_matrix/client/v3/account/whoami", null).status());
        louis.call("POST", "/_matrix/client/v3/logout", "{}").orFail();
        int status = 200;
        for (int i = 0; i < 20 && status == 200; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            status = louis.at(other).call("GET", "/_matrix/client/v3/account/whoami", null).status();
        }
        assertEquals(401, status);
    }

    /** One client's incremental syncs, with what a sync left out read by paging back. */
    private static final class Reader {

        private static final String LIMIT = "filter=" + Person.encoded("{\"room\": {\"timeline\": {\"limit\": 100}}}");

        private final Person person;
        private final List<String> events = new ArrayList<>();
        private String since;

        Reader(Person person) {
            this.person = person;
            this.since = person.sync(LIMIT).orFail().get("next_batch").asText();
        }

        void readOn() {
            JsonNode answer = person.sync(LIMIT + "&timeout=1000&since=" + Person.encoded(since)).orFail();
            answer.at("/rooms/join").properties().forEach(room -> {
                JsonNode timeline = room.getValue().get("timeline");
                if (timeline.path("limited").asBoolean()) {
                    events.addAll(gap(room.getKey(), timeline.get("prev_batch").asText()));
                }
                timeline.get("events").forEach(event -> messages(event, events));
            });
            since = answer.get("next_batch").asText();
        }

        /** What lies between the last sync and the part that this one brought, oldest first. */
        private List<String> gap(String room, String from) {
            List<String> newestFirst = new ArrayList<>();
            for (String at = from; at != null; ) {
                JsonNode page = person.call("GET", "/_matrix/client/v3/rooms/" + Person.encoded(room) + "/messages?dir=b&limit=500&from="
                        + Person.encoded(at) + "&to=" + Person.encoded(since), null).orFail();
                page.get("chunk").forEach(event -> messages(event, newestFirst));
                at = page.get("chunk").isEmpty() ? null : page.path("end").textValue();
            }
            return newestFirst.reversed();
        }

        private static void messages(JsonNode event, List<String> into) {
            if (event.get("type").asText().equals("m.room.message")) {
                into.add(event.get("event_id").asText());
            }
        }

        void readUntil(Set<String> sent) {
            for (int i = 0; i < 10 && !events.containsAll(sent); i++) {
                readOn();
            }
        }
    }
}
