package org.colloque.messaging.search.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Cost;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SearchResourceTest {

    private static final String SEARCH = "/_matrix/client/v3/search";
    private static final String FOUND = "search_categories.room_events.";
    private static final String IDS = FOUND + "results.result.event_id";

    @Inject
    RoundTrips roundTrips;

    private Agent alice;
    private Agent bob;
    private TestRoom room;

    @BeforeEach
    void open() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = TestRoom.publicBy(alice).joinedBy(bob);
    }

    @Test
    void messagesNamesAndTopicsAreFoundByTheirKeys() {
        String message = room.message(alice, "The budget is agreed");
        String name = room.state(alice, "m.room.name", "", Map.of("name", "Budget"));
        String topic = room.state(alice, "m.room.topic", "", Map.of("topic", "All about the budget"));
        String rich = room.state(alice, "m.room.topic", "", Map.of("topic", "", "m.topic",
                Map.of("m.text", List.of(Map.of("mimetype", "text/html", "body", "<b>markup</b>"), Map.of("body", "budgets of all")))));
        room.message(bob, "something else");

        search(bob, "budget", Map.of()).body(IDS, containsInAnyOrder(message, name, topic, rich)).body(FOUND + "count", is(4))
                .body(FOUND + "results.rank", hasItem(greaterThan(0f))).body(FOUND + "next_batch", nullValue());
        search(bob, "budget", Map.of("keys", List.of("content.body"))).body(IDS, contains(message));
        search(bob, "budget", Map.of("keys", List.of("content.name"))).body(IDS, contains(name));
        search(bob, "budget", Map.of("keys", List.of("content.topic"))).body(IDS, containsInAnyOrder(topic, rich));
        search(bob, "markup", Map.of()).body(IDS, empty()).body(FOUND + "count", is(0));
    }

    @Test
    void wordsAreStemmedInFrenchAndInEnglishAndHighlightedAsTheyStand() {
        String french = room.message(alice, "Les réunions budgétaires commencent");
        String english = room.message(alice, "meetings were scheduled");
        search(bob, "réunion", Map.of()).body(IDS, contains(french)).body(FOUND + "highlights", contains("réunions"));
        search(bob, "commencer", Map.of()).body(IDS, contains(french));
        search(bob, "meeting schedule", Map.of()).body(IDS, contains(english)).body(FOUND + "highlights", contains("meetings", "scheduled"));
        search(bob, "meeting budget", Map.of()).body(IDS, empty());
        search(bob, "  ", Map.of()).body(IDS, empty());
        search(bob, "'); drop -- & | ! : \u0000 *", Map.of()).body(IDS, empty());
    }

    @Test
    void newestOrBestComesFirst() {
        String best = room.message(alice, "martian martian martian");
        String longer = room.message(alice, "one martian among very many other words that say nothing of the matter at all");
        search(bob, "martian", Map.of()).body(IDS, contains(best, longer));
        search(bob, "martian", Map.of("order_by", "recent")).body(IDS, contains(longer, best));
    }

    @Test
    void pagesFollowEachOtherInEitherOrderAlsoInGroups() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.addFirst(room.message(i % 2 == 0 ? alice : bob, "equal words"));
        }
        TestRoom other = TestRoom.by(alice);
        String elsewhere = other.message(alice, "equal words");
        for (String order : List.of("recent", "rank")) {
            Map<String, Object> asked = Map.of("order_by", order, "filter", Map.of("limit", 3, "rooms", List.of(room.id().value())));
            assertEquals(sent, walk(asked, FOUND + "next_batch"));
        }
        Map<String, Object> grouped = Map.of("order_by", "recent", "filter", Map.of("limit", 2),
                "groupings", Map.of("group_by", List.of(Map.of("key", "room_id"), Map.of("key", "sender"))));
        ValidatableResponse page = search(alice, "equal words", grouped).body(IDS, contains(elsewhere, sent.getFirst())).body(FOUND + "count", is(8))
                .body(FOUND + "groups.room_id", aMapWithSize(2)).body(FOUND + "groups.sender", hasKey(alice.userId().value()))
                .body(FOUND + "groups.room_id.'" + room.id().value() + "'.results", contains(sent.getFirst()));
        String next = page.extract().path(FOUND + "groups.room_id.'" + room.id().value() + "'.next_batch");
        search(alice, "equal words", grouped, next).body(IDS, contains(sent.get(1), sent.get(2)));
        String bySender = page.extract().path(FOUND + "groups.sender.'" + alice.userId().value() + "'.next_batch");
        search(alice, "equal words", grouped, bySender).body(FOUND + "results.result.sender", contains(alice.userId().value(), alice.userId().value()));
    }

    @Test
    void contextStateAndProfilesComeWhenAskedFor() {
        room.state(bob, "m.room.member", bob.userId().value(), Map.of("membership", "join", "displayname", "Bob"));
        String before = room.message(bob, "before");
        String found = room.message(alice, "needle");
        String after = room.message(bob, "after");
        String context = FOUND + "results[0].context.";
        search(bob, "needle", Map.of("include_state", true, "event_context", Map.of("before_limit", 1, "after_limit", 1, "include_profile", true)))
                .body(IDS, contains(found)).body(context + "events_before.event_id", contains(before)).body(context + "events_after.event_id", contains(after))
                .body(context + "start", notNullValue()).body(context + "end", notNullValue())
                .body(context + "profile_info.'" + bob.userId().value() + "'.displayname", equalTo("Bob"))
                .body(FOUND + "state.'" + room.id().value() + "'.type", hasItems("m.room.create", "m.room.member"));
        search(bob, "needle", Map.of("event_context", Map.of("before_limit", 0, "after_limit", 0)))
                .body(context + "events_before", empty()).body(context + "events_after", empty()).body(context + "profile_info", nullValue());
        search(bob, "needle", Map.of()).body(FOUND + "results[0].context", nullValue()).body(FOUND + "state", nullValue())
                .body(FOUND + "groups", nullValue());
    }

    @Test
    void onlyWhatTheUserMaySeeIsFound() {
        room.state(alice, "m.room.history_visibility", "", Map.of("history_visibility", "joined"));
        room.message(alice, "secret before carol");
        Agent carol = Agents.register("carol");
        search(carol, "secret", Map.of()).body(IDS, empty());
        room.joinedBy(carol);
        String seen = room.message(alice, "secret with carol");
        search(carol, "secret", Map.of()).body(IDS, contains(seen)).body(FOUND + "count", is(1));
        Rooms.leave(carol, room.id().value());
        room.message(alice, "secret after carol");
        search(carol, "secret", Map.of()).body(IDS, contains(seen));
        carol.asking().body("{}").post(room.path("/forget")).then().statusCode(200);
        search(carol, "secret", Map.of()).body(IDS, empty());
        search(Agents.register("dave"), "secret", Map.of()).body(IDS, empty());
    }

    @Test
    void encryptedRoomsAreNotSearched() {
        room.message(alice, "clear words before");
        room.state(alice, "m.room.encryption", "", Map.of("algorithm", "m.megolm.v1.aes-sha2"));
        room.message(alice, "clear words after");
        search(bob, "clear words", Map.of()).body(IDS, empty());
    }

    @Test
    void redactedMessageIsNotFoundWhetherItWasIndexedOrNot() {
        String indexed = room.message(alice, "regretted words");
        search(bob, "regretted", Map.of()).body(IDS, contains(indexed));
        String fresh = room.message(alice, "regretted at once");
        for (String event : List.of(indexed, fresh)) {
            alice.asking().body(Map.of()).put(room.path("/redact/" + event + "/" + UUID.randomUUID())).then().statusCode(200);
        }
        search(bob, "regretted", Map.of()).body(IDS, empty()).body(FOUND + "count", is(0));
    }

    @Test
    void filterAndIgnoredUsersNarrowTheSearch() {
        String alices = room.message(alice, "narrow words");
        String bobs = room.message(bob, "narrow words too");
        room.state(alice, "m.room.name", "", Map.of("name", "narrow words"));
        search(alice, "narrow", Map.of("filter", Map.of("senders", List.of(bob.userId().value())))).body(IDS, contains(bobs));
        search(alice, "narrow", Map.of("filter", Map.of("not_senders", List.of(bob.userId().value()), "types", List.of("m.room.message"))))
                .body(IDS, contains(alices));
        search(alice, "narrow", Map.of("filter", Map.of("not_rooms", List.of(room.id().value())))).body(IDS, empty());
        alice.asking().body(Map.of("ignored_users", Map.of(bob.userId().value(), Map.of())))
                .put("/_matrix/client/v3/user/" + alice.userId().value() + "/account_data/m.ignored_user_list").then().statusCode(200);
        search(alice, "narrow", Map.of("filter", Map.of("types", List.of("m.room.message")))).body(IDS, contains(alices));
    }

    @Test
    void resultIsToldWithWhatRelatesToIt() {
        String found = room.message(alice, "original words");
        String edit = Rooms.send(alice, room.id().value(), "m.room.message", Map.of("msgtype", "m.text", "body", "* better",
                "m.new_content", Map.of("msgtype", "m.text", "body", "better"), "m.relates_to", Map.of("rel_type", "m.replace", "event_id", found)), "edit");
        search(bob, "original", Map.of()).body(FOUND + "results[0].result.unsigned.'m.relations'.'m.replace'.event_id", equalTo(edit));
    }

    @Test
    void malformedSearchesAreRefused() {
        refused("{}", 400, "M_MISSING_PARAM");
        refused("{\"search_categories\":5}", 400, "M_BAD_JSON");
        refused("{\"search_categories\":{\"room_events\":{}}}", 400, "M_MISSING_PARAM");
        for (String wrong : List.of("\"keys\":[\"content.url\"]", "\"order_by\":\"size\"", "\"groupings\":{\"group_by\":[{\"key\":\"type\"}]}")) {
            refused("{\"search_categories\":{\"room_events\":{\"search_term\":\"x\"," + wrong + "}}}", 400, "M_INVALID_PARAM");
        }
        alice.asking().queryParam("next_batch", "nonsense").body(body("x", Map.of())).post(SEARCH).then().statusCode(400)
                .body("errcode", equalTo("M_INVALID_PARAM"));
        alice.asking().body("{\"search_categories\":{}}").post(SEARCH).then().statusCode(200).body("search_categories", equalTo(Map.of()));
        RestAssured.given().contentType(ContentType.JSON).body(body("x", Map.of())).post(SEARCH).then().statusCode(401)
                .body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void searchCostsTheSameWhateverTheNumberOfResults() {
        room.message(alice, "counted");
        search(bob, "counted", Map.of());
        long one = Cost.of(roundTrips, () -> search(bob, "counted", Map.of()));
        for (int i = 0; i < 9; i++) {
            room.message(alice, "counted");
        }
        search(bob, "counted", Map.of());
        assertThat(Cost.of(roundTrips, () -> search(bob, "counted", Map.of())), is(one));
    }

    private List<String> walk(Map<String, Object> asked, String token) {
        List<String> found = new ArrayList<>();
        String next = null;
        for (int page = 0; page < 10 && (page == 0 || next != null); page++) {
            ValidatableResponse answer = search(alice, "equal words", asked, next);
            found.addAll(answer.extract().<List<String>>path(IDS));
            next = answer.extract().path(token);
        }
        return found;
    }

    private void refused(String body, int status, String errcode) {
        alice.asking().body(body).post(SEARCH).then().statusCode(status).body("errcode", equalTo(errcode));
    }

    private static ValidatableResponse search(Agent by, String term, Map<String, ?> criteria) {
        return search(by, term, criteria, null);
    }

    private static ValidatableResponse search(Agent by, String term, Map<String, ?> criteria, String nextBatch) {
        var request = by.asking().body(body(term, criteria));
        return (nextBatch == null ? request : request.queryParam("next_batch", nextBatch)).post(SEARCH).then().log().ifValidationFails().statusCode(200);
    }

    private static Map<String, Object> body(String term, Map<String, ?> criteria) {
        Map<String, Object> events = new HashMap<>(criteria);
        events.put("search_term", term);
        return Map.of("search_categories", Map.of("room_events", events));
    }
}
