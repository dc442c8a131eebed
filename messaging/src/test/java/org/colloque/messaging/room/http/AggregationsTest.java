package org.colloque.messaging.room.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Cost;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.Test;

/** What is told together with an event of those that relate to it. Spec: client-server-api, "Aggregations of child events". */
@QuarkusTest
class AggregationsTest extends RelatedEventsTest {

    private static final String TOLD = "unsigned.'m.relations'";
    private static final String EDIT = TOLD + ".'m.replace'";
    private static final String THREAD = TOLD + ".'m.thread'";

    @Inject
    RoundTrips roundTrips;

    @Test
    void newestEditIsToldWholeAndTheOriginalStaysAsItIs() {
        related.edit(alice, parent, "better");
        String edit = related.edit(alice, parent, "best");
        related.event(bob, parent).body("content.body", equalTo("parent")).body(EDIT + ".event_id", equalTo(edit))
                .body(EDIT + ".type", equalTo("m.room.message")).body(EDIT + ".sender", equalTo(alice.userId().value()))
                .body(EDIT + ".room_id", equalTo(room.id().value())).body(EDIT + ".content.'m.new_content'.body", equalTo("best"));
        related.event(bob, edit).body(TOLD, nullValue());
    }

    @Test
    void editsThatBreakTheRulesAreIgnored() {
        related.edit(bob, parent, "not his to edit");
        RelatedRoom.sent(related.relate(alice, "m.room.message", Map.of("msgtype", "m.text", "body", "no new content"), "m.replace", parent));
        RelatedRoom.sent(related.relate(alice, "org.example.other", Map.of("m.new_content", Map.of()), "m.replace", parent));
        related.event(bob, parent).body(TOLD, nullValue());
        String edit = related.edit(alice, parent, "valid");
        related.edit(alice, edit, "an edit of an edit");
        related.event(bob, edit).body(TOLD, nullValue());
        related.event(bob, parent).body(EDIT + ".event_id", equalTo(edit));
        String topic = room.state(alice, "m.room.topic", "", Map.of("topic", "before"));
        RelatedRoom.sent(related.relate(alice, "m.room.topic", Map.of("m.new_content", Map.of("topic", "after")), "m.replace", topic));
        related.event(bob, topic).body(TOLD, nullValue());
    }

    @Test
    void encryptedEditIsToldWithoutNewContentInTheClear() {
        Map<String, Object> encrypted = Map.of("algorithm", "m.megolm.v1.aes-sha2", "ciphertext", "x");
        String original = RelatedRoom.sent(related.send(alice, "m.room.encrypted", encrypted, "original"));
        String edit = RelatedRoom.sent(related.relate(alice, "m.room.encrypted", encrypted, "m.replace", original));
        related.edit(alice, original, "a clear edit of an encrypted event");
        related.event(bob, original).body(EDIT + ".event_id", equalTo(edit));
    }

    @Test
    void redactedEditGivesWayToTheOneBeforeAndRedactedOriginalHasNone() {
        String first = related.edit(alice, parent, "first");
        String second = related.edit(alice, parent, "second");
        related.redact(alice, second);
        related.event(bob, parent).body(EDIT + ".event_id", equalTo(first));
        related.redact(alice, parent);
        related.event(bob, parent).body(TOLD, nullValue());
    }

    @Test
    void threadIsToldByItsLatestEventItsCountAndWhetherTheReaderTakesPart() {
        related.thread(alice, parent, "one");
        String last = related.thread(alice, parent, "two");
        String edit = related.edit(alice, last, "two, better");
        related.event(alice, parent).body(THREAD + ".count", equalTo(2)).body(THREAD + ".current_user_participated", is(true))
                .body(THREAD + ".latest_event.event_id", equalTo(last))
                .body(THREAD + ".latest_event." + EDIT + ".event_id", equalTo(edit));
        related.event(bob, parent).body(THREAD + ".current_user_participated", is(false));
        String bobs = related.thread(bob, parent, "three");
        related.event(bob, parent).body(THREAD + ".current_user_participated", is(true)).body(THREAD + ".count", equalTo(3))
                .body(THREAD + ".latest_event.event_id", equalTo(bobs)).body(THREAD + ".latest_event." + TOLD, nullValue());
        related.redact(bob, bobs);
        related.event(bob, parent).body(THREAD + ".count", equalTo(2)).body(THREAD + ".current_user_participated", is(false))
                .body(THREAD + ".latest_event.event_id", equalTo(last));
    }

    @Test
    void referencesAreListedAndAnnotationsAreNot() {
        related.react(bob, parent, "👍");
        related.event(bob, parent).body(TOLD, nullValue());
        String one = related.reference(bob, parent);
        String two = related.reference(alice, parent);
        related.event(bob, parent).body(TOLD + ".'m.reference'.chunk.event_id", contains(one, two))
                .body(TOLD + ".'m.annotation'", nullValue());
    }

    @Test
    void whoIsIgnoredIsNotToldOf() {
        String own = related.thread(alice, parent, "seen");
        related.thread(bob, parent, "not seen");
        related.reference(bob, parent);
        String bobs = related.message(bob, "bob's");
        related.edit(bob, bobs, "bob's, better");
        RelatedRoom.ignore(alice, bob);
        related.event(alice, parent).body(THREAD + ".count", equalTo(1)).body(THREAD + ".latest_event.event_id", equalTo(own))
                .body(TOLD + ".'m.reference'", nullValue());
        related.event(alice, bobs).body(TOLD, nullValue());
        related.event(bob, parent).body(THREAD + ".count", equalTo(2));
    }

    @Test
    void whatTheReaderMayNotSeeIsNotTold() {
        String first = related.edit(alice, parent, "for all");
        room.state(alice, "m.room.history_visibility", "", Map.of("history_visibility", "joined"));
        related.edit(alice, parent, "for members");
        related.reference(alice, parent);
        Agent carol = Agents.register("carol");
        room.joinedBy(carol);
        related.event(carol, parent).body(EDIT + ".event_id", equalTo(first)).body(TOLD + ".'m.reference'", nullValue());
    }

    @Test
    void everyEndpointThatShowsTheEventTells() {
        String edit = related.edit(alice, parent, "better");
        String reply = related.thread(bob, parent, "reply");
        String replyEdit = related.edit(bob, reply, "reply, better");
        bob.asking().get(room.path("/messages?dir=b&limit=20")).then().statusCode(200)
                .body(find("chunk", parent) + EDIT + ".event_id", equalTo(edit)).body(find("chunk", reply) + EDIT + ".event_id", equalTo(replyEdit));
        bob.asking().get(room.path("/context/" + parent)).then().statusCode(200).body("event." + EDIT + ".event_id", equalTo(edit))
                .body(find("events_after", reply) + EDIT + ".event_id", equalTo(replyEdit));
        bob.asking().get(room.path("/context/" + edit)).then().statusCode(200)
                .body(find("events_before", parent) + EDIT + ".event_id", equalTo(edit));
        bob.asking().get(related.path("/relations/" + parent + "/m.thread")).then().statusCode(200)
                .body(find("chunk", reply) + EDIT + ".event_id", equalTo(replyEdit));
        JsonPath sync = Rooms.sync(bob);
        assertEquals(edit, sync.getString(timeline(parent) + EDIT + ".event_id"));
        assertEquals(reply, sync.getString(timeline(parent) + THREAD + ".latest_event.event_id"));
        assertEquals(true, sync.getBoolean(timeline(parent) + THREAD + ".current_user_participated"));
    }

    @Test
    void syncTellsWhereItLeftEventsOutAndAsksNothingElse() {
        JsonPath before = Rooms.sync(bob);
        String told = related.message(alice, "told");
        String edit = related.edit(alice, told, "told, better");
        assertNull(Rooms.next(bob, before).get(timeline(told) + TOLD));

        String limited = "{\"room\":{\"timeline\":{\"limit\":2}}}";
        related.message(alice, "one more");
        String plain = related.message(alice, "plain");
        JsonPath quiet = Rooms.next(bob, before, Map.of("filter", limited));
        assertEquals(true, quiet.getBoolean(Rooms.joined(room.id().value()) + ".timeline.limited"));
        assertThat(Cost.of(roundTrips, () -> Rooms.next(bob, before, Map.of("filter", limited))), is(0L));
        String plainEdit = related.edit(alice, plain, "plain, better");
        JsonPath loud = Rooms.next(bob, before, Map.of("filter", limited));
        assertEquals(plainEdit, loud.getString(timeline(plain) + EDIT + ".event_id"));
        assertEquals(edit, bob.asking().get(room.path("/event/" + told)).path(EDIT + ".event_id"));
    }

    @Test
    void pageCostsTheSameWhetherItsEventsAreRelatedToOrNot() {
        for (int i = 0; i < 5; i++) {
            related.message(alice, "plain " + i);
        }
        String path = room.path("/messages?dir=b&limit=5");
        long plain = Cost.of(roundTrips, () -> bob.asking().get(path).then().statusCode(200));
        for (int i = 0; i < 3; i++) {
            String root = related.message(alice, "root " + i);
            related.edit(alice, root, "better " + i);
        }
        long told = Cost.of(roundTrips, () -> bob.asking().get(path).then().statusCode(200));
        assertThat(told, lessThanOrEqualTo(plain));
    }

    private static String find(String list, String event) {
        return list + ".find { it.event_id == '" + event + "' }.";
    }

    private String timeline(String event) {
        return Rooms.joined(room.id().value()) + ".timeline.events" + find("", event);
    }
}
