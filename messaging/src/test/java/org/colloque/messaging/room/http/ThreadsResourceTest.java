package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ThreadsResourceTest extends RelatedEventsTest {

    @Test
    void rootsComeByTheLatestEventOfTheirThreads() {
        String one = related.message(alice, "one");
        String two = related.message(alice, "two");
        related.message(alice, "no thread");
        related.thread(bob, one, "1.1");
        related.thread(bob, two, "2.1");
        threads(bob, "").statusCode(200).body("chunk.event_id", contains(two, one)).body("next_batch", nullValue());
        String last = related.thread(alice, one, "1.2");
        threads(bob, "").statusCode(200).body("chunk.event_id", contains(one, two))
                .body("chunk[0].unsigned.'m.relations'.'m.thread'.latest_event.event_id", equalTo(last))
                .body("chunk[0].unsigned.'m.relations'.'m.thread'.count", is(2));
        related.redact(alice, last);
        threads(bob, "").statusCode(200).body("chunk.event_id", contains(two, one));
    }

    @Test
    void onlyThoseTakenPartInComeWhenAsked() {
        String alices = related.message(alice, "alice's root");
        String bobs = related.message(bob, "bob's root");
        related.thread(alice, alices, "alone");
        related.thread(alice, bobs, "to bob");
        threads(bob, "?include=participated").statusCode(200).body("chunk.event_id", contains(bobs));
        related.thread(bob, alices, "not alone");
        threads(bob, "?include=participated").statusCode(200).body("chunk.event_id", contains(alices, bobs));
        threads(alice, "?include=all").statusCode(200).body("chunk.event_id", contains(alices, bobs));
    }

    @Test
    void pagesFollowEachOther() {
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String root = related.message(alice, "root " + i);
            related.thread(bob, root, "reply");
            related.thread(bob, root, "reply again");
            roots.addFirst(root);
        }
        List<String> found = new ArrayList<>();
        String from = "";
        while (from != null) {
            ValidatableResponse page = threads(bob, "?limit=2" + (from.isEmpty() ? "" : "&from=" + from)).statusCode(200);
            found.addAll(page.extract().<List<String>>path("chunk.event_id"));
            from = page.extract().path("next_batch");
        }
        assertEquals(roots, found);
    }

    @Test
    void whoIsIgnoredNeitherMovesAThreadNorIsReadInIt() {
        String bobs = related.message(bob, "bob's root");
        String alices = related.message(alice, "alice's root");
        related.thread(alice, bobs, "to bob");
        related.thread(alice, alices, "to myself");
        related.thread(bob, bobs, "moves it up");
        String onlyBob = related.message(alice, "only bob answers");
        related.thread(bob, onlyBob, "alone");
        RelatedRoom.ignore(alice, bob);
        threads(alice, "").statusCode(200).body("chunk.event_id", contains(alices, bobs))
                .body("chunk[1].content", equalTo(Map.of())).body("chunk[1].unsigned.'m.relations'.'m.thread'.count", is(1));
    }

    @Test
    void hiddenRootsAreLeftOut() {
        room.state(alice, "m.room.history_visibility", "", Map.of("history_visibility", "joined"));
        String hidden = related.message(alice, "before carol");
        Agent carol = Agents.register("carol");
        room.joinedBy(carol);
        String seen = related.message(alice, "for carol");
        related.thread(alice, seen, "reply");
        related.thread(alice, hidden, "reply");
        threads(carol, "").statusCode(200).body("chunk.event_id", contains(seen));
    }

    @Test
    void roomWithoutThreadsHasNone() {
        threads(alice, "").statusCode(200).body("chunk", empty());
    }

    @Test
    void strangersAreRefusedAndParametersChecked() {
        threads(Agents.register("carol"), "").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        alice.asking().get("/_matrix/client/v1/rooms/!nowhere:ministry.example/threads").then().statusCode(403);
        for (String wrong : List.of("?include=some", "?from=x", "?limit=0", "?limit=-1", "?limit=x")) {
            threads(alice, wrong).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        }
        RestAssured.given().get(related.path("/threads")).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    private ValidatableResponse threads(Agent reader, String query) {
        return reader.asking().get(related.path("/threads" + query)).then();
    }
}
