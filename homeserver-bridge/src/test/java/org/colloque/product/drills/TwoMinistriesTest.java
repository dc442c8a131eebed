package org.colloque.product.drills;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Ministries;
import org.colloque.product.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ministries that lose each other for a while. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoMinistriesTest {

    /** How long the link is cut: 60 in earnest. */
    private static final int CUT_SECONDS = Integer.getInteger("drills.cut-seconds", 4);
    private static final String CLIENT = "/_matrix/client/v3";

    private final List<Link> links = new ArrayList<>();
    private Ministries ministries;
    private Person camille;
    private Person nora;
    private String room;

    @BeforeAll
    void start(@TempDir Path folder) {
        ministries = Ministries.below(folder, port -> {
            links.add(new Link(port));
            return links.getLast().port();
        }).start();
    }

    @AfterAll
    void stop() {
        ministries.close();
        links.forEach(Link::close);
    }

    @BeforeEach
    void meet() {
        camille = ministries.first().register("camille" + System.nanoTime());
        nora = ministries.second().register("nora" + System.nanoTime());
        room = camille.call("POST", CLIENT + "/createRoom", """
            {"preset": "public_chat", "power_level_content_override": {"state_default": 0, "events": {"m.room.topic": 0, "m.room.name": 0}}}""")
            .orFail().get("room_id").asText();
        nora.join(room, Ministries.FIRST).orFail();
    }

    @Test
    @Drill(number = 4, fault = "two servers cut off from each other, both writing state and messages")
    void bothEndAlikeAfterTheCut(Measured measured) throws InterruptedException {
        links.forEach(Link::cut);
        List<String> said = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CUT_SECONDS);
        for (int i = 0; System.nanoTime() < end; i++) {
            said.add(say(camille, "camille " + i));
            said.add(say(nora, "nora " + i));
            state(camille, i % 2 == 0 ? "m.room.topic" : "m.room.name", i);
            state(nora, i % 2 == 0 ? "m.room.name" : "m.room.topic", i);
            TimeUnit.MILLISECONDS.sleep(200);
        }
        links.forEach(Link::heal);
        long healed = System.nanoTime();
        // Each side speaks again, as people do: a server that was given up is tried again then at the latest.
        eventually(() -> {
            say(camille, "again");
            say(nora, "again");
            assertTrue(heard(camille).containsAll(said) && heard(nora).containsAll(said), "every message is on both");
            assertEquals(stateOf(camille), stateOf(nora));
        });
        double seconds = Measured.secondsSince(healed);
        measured.is("cut for %d s; %d messages on both and one state of both %.1f s after the link was healed", CUT_SECONDS, said.size(), seconds);
        assertTrue(seconds < 30, "it took " + seconds + " s");
    }

    @Test
    @Drill(number = 5, fault = "the other server is down, this one is killed with a full outbox, then both start")
    void whatWaitsToBeSentOutlivesTheSender(Measured measured) {
        String since = nora.sync("timeout=0").orFail().get("next_batch").asText();
        ministries.second().stop();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            said.add(say(camille, "waiting " + i));
        }
        camille.call("PUT", CLIENT + "/sendToDevice/m.test/" + System.nanoTime(), """
            {"messages": {"%s": {"%s": {"text": "waiting too"}}}}""".formatted(nora.userId(), nora.deviceId())).orFail();
        camille.call("PUT", CLIENT + "/devices/" + camille.deviceId(), "{\"display_name\": \"renamed\"}").orFail();
        ministries.first().kill();
        ministries.first().start();
        ministries.second().start();
        long begun = System.nanoTime();
        eventually(() -> {
            JsonNode news = nora.sync("timeout=0&since=" + Person.encoded(since)).orFail();
            assertEquals(List.of("waiting too"), news.at("/to_device/events").findValuesAsText("text"));
            assertTrue(news.at("/device_lists/changed").toString().contains(camille.userId()), news.path("device_lists").toString());
            assertTrue(heard(nora).containsAll(said), "every message");
        });
        measured.is("%d messages, 1 message to a device and 1 change of a device arrived %.1f s after both were back", said.size(), Measured.secondsSince(begun));
    }

    private String say(Person person, String text) {
        return person.send(room, "t" + System.nanoTime(), "{\"msgtype\": \"m.text\", \"body\": \"" + text + "\"}").orFail().get("event_id").asText();
    }

    private void state(Person person, String type, int number) {
        String field = type.substring("m.room.".length());
        person.call("PUT", CLIENT + "/rooms/" + Person.encoded(room) + "/state/" + type, "{\"" + field + "\": \"" + person.userId() + number + "\"}").orFail();
    }

    private Collection<String> heard(Person person) {
        return person.call("GET", CLIENT + "/rooms/" + Person.encoded(room) + "/messages?dir=b&limit=1000", null).orFail().get("chunk")
            .findValuesAsText("event_id");
    }

    private Map<String, String> stateOf(Person person) {
        Map<String, String> state = new TreeMap<>();
        person.call("GET", CLIENT + "/rooms/" + Person.encoded(room) + "/state", null).orFail().forEach(event ->
            state.put(event.path("type").asText() + " " + event.path("state_key").asText(), event.path("event_id").asText()));
        return state;
    }
}
