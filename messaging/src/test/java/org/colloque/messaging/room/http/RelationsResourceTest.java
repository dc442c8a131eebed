package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Rooms;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RelationsResourceTest extends RelatedEventsTest {

    @Test
    void childrenComeNewestFirstByRelationAndType() {
        String edit = related.edit(alice, parent, "better");
        String reaction = related.react(bob, parent, "👍");
        String reference = related.reference(bob, parent);
        related.message(bob, "unrelated");

        children("").statusCode(200).body("chunk.event_id", contains(reference, reaction, edit)).body("next_batch", nullValue())
                .body("prev_batch", nullValue()).body("recursion_depth", nullValue()).body("chunk[0].room_id", equalTo(room.id().value()));
        children("?dir=f").statusCode(200).body("chunk.event_id", contains(edit, reaction, reference));
        children("/m.annotation").statusCode(200).body("chunk.event_id", contains(reaction));
        children("/m.replace/m.room.message").statusCode(200).body("chunk.event_id", contains(edit));
        children("/m.replace/m.reaction").statusCode(200).body("chunk", empty());
        children("/org.example.other").statusCode(200).body("chunk", empty());
    }

    @Test
    void pagesFollowEachOtherInBothDirectionsWithoutLossOrRepetition() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add(related.reference(bob, parent));
        }
        assertEquals(sent.reversed(), walk("b", 3));
        assertEquals(sent, walk("f", 3));
        assertEquals(sent, walk("f", 7));
    }

    @Test
    void tokensOfMessagesAndSyncAreUnderstood() {
        related.reference(bob, parent);
        String before = related.reference(bob, parent);
        String sync = Rooms.sync(bob).getString("next_batch");
        String after = related.reference(bob, parent);

        children("?dir=f&from=" + sync).statusCode(200).body("chunk.event_id", contains(after)).body("prev_batch", equalTo(sync));
        children("?limit=1&from=" + sync).statusCode(200).body("chunk.event_id", contains(before));
        children("?to=" + sync).statusCode(200).body("chunk.event_id", contains(after));
        ValidatableResponse page = bob.asking().get(room.path("/messages?dir=b&limit=1")).then().statusCode(200);
        children("?limit=1&from=" + page.extract().path("start")).statusCode(200).body("chunk.event_id", contains(after));
        for (String nothing : List.of("dir=b&limit=0", "dir=f&limit=0", "dir=f&limit=1")) {
            String token = bob.asking().get(room.path("/messages?" + nothing)).then().statusCode(200).extract().path("start");
            children("?dir=f&from=" + token).statusCode(200);
        }
        String start = page.extract().path("end");
        children("?limit=1&from=" + start).statusCode(200).body("chunk.event_id", contains(before));
        children("?from=" + start + "&to=" + sync).statusCode(200).body("chunk", empty());
    }

    @Test
    void contextOfNothingButTheEventIsGiven() {
        for (int limit : List.of(0, 1)) {
            bob.asking().get(room.path("/context/" + parent + "?limit=" + limit)).then().statusCode(200).body("event.event_id", equalTo(parent))
                    .body("events_before", empty());
        }
    }

    @Test
    void indirectRelationsComeWhenTheyAreAskedFor() {
        String reply = related.thread(bob, parent, "in the thread");
        String edit = related.edit(bob, reply, "in the thread, better");
        String reaction = related.react(alice, reply, "👍");

        children("?recurse=false").statusCode(200).body("chunk.event_id", contains(reply)).body("recursion_depth", equalTo(0));
        children("?recurse=true").statusCode(200).body("chunk.event_id", contains(reaction, edit, reply)).body("recursion_depth", equalTo(3));
        children("/m.thread?recurse=true").statusCode(200).body("chunk.event_id", contains(reply));
        children("/m.annotation?recurse=true").statusCode(200).body("chunk", empty());
    }

    @Test
    void encryptedChildrenAreFoundByTheirOuterType() {
        String edit = RelatedRoom.sent(related.relate(alice, "m.room.encrypted", Map.of("algorithm", "m.megolm.v1.aes-sha2", "ciphertext", "x"),
                "m.replace", parent));
        children("/m.replace/m.room.encrypted").statusCode(200).body("chunk.event_id", contains(edit));
        children("/m.replace/m.room.message").statusCode(200).body("chunk", empty());
    }

    @Test
    void redactedChildIsNoneAnyMore() {
        String reaction = related.react(bob, parent, "👍");
        related.redact(bob, reaction);
        children("").statusCode(200).body("chunk", empty());
    }

    @Test
    void childrenOfARedactedParentStay() {
        String reaction = related.react(bob, parent, "👍");
        related.redact(alice, parent);
        children("").statusCode(200).body("chunk.event_id", contains(reaction));
    }

    @Test
    void whatTheReaderMayNotSeeIsNotThere() {
        related.reference(alice, parent);
        room.state(alice, "m.room.history_visibility", "", Map.of("history_visibility", "joined"));
        related.reference(alice, parent);
        Agent carol = Agents.register("carol");
        children(carol, parent, "").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        room.joinedBy(carol);
        String seen = related.reference(alice, parent);
        String hiddenParent = related.message(alice, "later");
        children(carol, parent, "?limit=1").statusCode(200).body("chunk.event_id", contains(seen));
        Rooms.leave(carol, room.id().value());
        related.reference(alice, hiddenParent);
        String afterwards = related.message(alice, "after carol left");
        children(carol, hiddenParent, "").statusCode(200).body("chunk", empty());
        children(carol, afterwards, "").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void parentThatIsNotInTheRoomIsNotFound() {
        children(alice, "$nothing", "").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        TestRoom elsewhere = TestRoom.by(alice);
        children(alice, elsewhere.message(alice, "elsewhere"), "").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        alice.asking().get("/_matrix/client/v1/rooms/!nowhere:ministry.example/relations/" + parent).then().statusCode(404);
    }

    @Test
    void parametersAreChecked() {
        for (String wrong : List.of("?from=x", "?to=x", "?dir=up", "?limit=many", "?limit=-1", "?recurse=maybe")) {
            children(wrong).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        }
        children(alice, "no-event-id", "").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        RestAssured.given().get(related.path("/relations/" + parent)).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void sameAnnotationIsRefusedUntilTheFirstIsRedacted() {
        String first = RelatedRoom.sent(related.tryReacting(bob, parent, "👍", "one"));
        related.tryReacting(bob, parent, "👍", "two").statusCode(400).body("errcode", equalTo("M_DUPLICATE_ANNOTATION"));
        assertEquals(first, RelatedRoom.sent(related.tryReacting(bob, parent, "👍", "one")));
        related.react(bob, parent, "👎");
        related.react(alice, parent, "👍");
        Map<String, Object> otherType = new HashMap<>(Map.of("m.relates_to", Map.of("rel_type", "m.annotation", "event_id", parent, "key", "👍")));
        RelatedRoom.sent(related.send(bob, "org.example.annotation", otherType, "three"));
        related.redact(bob, first);
        RelatedRoom.sent(related.tryReacting(bob, parent, "👍", "four"));
    }

    @Test
    void threadCannotBeginAtAnEventThatRelatesToAnother() {
        String reply = related.thread(bob, parent, "in the thread");
        related.relate(bob, "m.room.message", Map.of("msgtype", "m.text", "body", "nested"), "m.thread", reply)
                .statusCode(400).body("errcode", equalTo("M_UNKNOWN"));
        String rich = RelatedRoom.sent(related.send(bob, "m.room.message", Map.of("msgtype", "m.text", "body", "a reply",
                "m.relates_to", Map.of("m.in_reply_to", Map.of("event_id", parent))), "rich"));
        related.thread(alice, rich, "a thread may begin at a reply");
        related.thread(alice, "$unknown", "and at what is not known");
    }

    private List<String> walk(String direction, int limit) {
        List<String> found = new ArrayList<>();
        String from = "";
        for (int page = 0; page < 10 && from != null; page++) {
            ValidatableResponse answer = children("?dir=" + direction + "&limit=" + limit + (from.isEmpty() ? "" : "&from=" + from)).statusCode(200);
            found.addAll(answer.extract().<List<String>>path("chunk.event_id"));
            from = answer.extract().path("next_batch");
        }
        return found;
    }

    private ValidatableResponse children(String rest) {
        return children(bob, parent, rest);
    }

    private ValidatableResponse children(Agent reader, String of, String rest) {
        return reader.asking().get(related.path("/relations/" + of + rest)).then();
    }
}
