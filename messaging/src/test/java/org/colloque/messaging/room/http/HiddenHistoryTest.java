package org.colloque.messaging.room.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.colloque.messaging.room.http.WatchedRoom.Said;
import org.colloque.messaging.room.http.WatchedRoom.Step;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint that returns events, by every history visibility and every way towards a room and away from it: none gives what is hidden,
 * and what may be seen is found. Spec: client-server-api, "Room History Visibility".
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HiddenHistoryTest {

    private static final String CLIENT = "/_matrix/client/";
    private static final String EVENT = "/event ";
    private static final List<String> VISIBILITIES = List.of("world_readable", "shared", "invited", "joined");
    private static final List<List<Step>> WAYS = List.of(
            List.of(),
            List.of(Step.INVITE),
            List.of(Step.INVITE, Step.LEAVE),
            List.of(Step.INVITE, Step.JOIN),
            List.of(Step.KNOCK),
            List.of(Step.KNOCK, Step.INVITE, Step.JOIN),
            List.of(Step.BAN),
            List.of(Step.INVITE, Step.BAN, Step.UNBAN),
            List.of(Step.JOIN),
            List.of(Step.JOIN, Step.LEAVE),
            List.of(Step.JOIN, Step.LEAVE, Step.INVITE),
            List.of(Step.JOIN, Step.LEAVE, Step.JOIN),
            List.of(Step.JOIN, Step.BAN),
            List.of(Step.JOIN, Step.BAN, Step.UNBAN, Step.JOIN),
            List.of(Step.JOIN, Step.LEAVE, Step.FORGET));

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    static Stream<Arguments> waysByVisibility() {
        return VISIBILITIES.stream().flatMap(visibility -> WAYS.stream().map(way -> Arguments.of(visibility, way)));
    }

    @ParameterizedTest
    @MethodSource("waysByVisibility")
    void noEndpointTellsWhatIsHiddenAndWhatMayBeSeenIsFound(String visibility, List<Step> way) {
        String start = bob.asking().get(CLIENT + "v3/sync").then().statusCode(200).extract().path("next_batch");
        WatchedRoom watched = watched(visibility, way);
        Map<String, Response> told = everyWayOfReading(watched, start);

        List<String> leaks = new ArrayList<>();
        told.forEach((name, answer) -> watched.said().stream().filter(one -> !watched.mayBeSeen(one) && watched.isToldBy(answer.asString(), one))
                .forEach(one -> leaks.add(name + " tells what was said at \"" + one.membership() + "\"")));
        assertEquals(List.of(), leaks);
        if (watched.isOpen()) {
            assertEquals(visible(watched), watched.said().stream().filter(one -> told.get(EVENT + one.event()).statusCode() == 200).toList());
        }
        if (watched.isOpen() && watched.wasEntered()) {
            assertEquals(visible(watched), watched.said().stream().filter(one -> told.get("/messages backwards").asString().contains(one.text())).toList());
        }
    }

    private static List<Said> visible(WatchedRoom watched) {
        return watched.said().stream().filter(watched::mayBeSeen).toList();
    }

    private WatchedRoom watched(String visibility, List<Step> way) {
        String joinRule = way.contains(Step.KNOCK) ? "knock" : way.contains(Step.INVITE) ? "invite" : "public";
        WatchedRoom watched = new WatchedRoom(alice, bob, visibility, way.indexOf(Step.JOIN) == 0 ? "public" : joinRule);
        way.forEach(watched::take);
        return watched;
    }

    private Map<String, Response> everyWayOfReading(WatchedRoom watched, String start) {
        Map<String, Response> answers = new LinkedHashMap<>();
        String first = watched.said().getFirst().event();
        String room = watched.room.id().value();
        answers.put("/messages backwards", messages(watched, "b"));
        answers.put("/messages forwards", messages(watched, "f"));
        for (Said one : watched.said()) {
            answers.put(EVENT + one.event(), event(watched, one));
            if (answers.get(EVENT + one.event()).statusCode() == 200) {
                answers.put("/context " + one.event(), bob.asking().queryParam("limit", 100).get(watched.room.path("/context/" + one.event())));
            }
        }
        answers.put("/sync", bob.asking().queryParam("filter", "{\"room\":{\"include_leave\":true,\"timeline\":{\"limit\":50}}}").get(CLIENT + "v3/sync"));
        answers.put("sliding sync", bob.asking().body(Map.of(
                "lists", Map.of("all", Map.of("ranges", List.of(List.of(0, 99)), "timeline_limit", 50, "required_state", List.of(List.of("*", "*")))),
                "room_subscriptions", Map.of(room, Map.of("timeline_limit", 50, "required_state", List.of()))))
                .post(CLIENT + "unstable/org.matrix.simplified_msc3575/sync"));
        answers.put("/sync since", bob.asking().queryParam("since", start).get(CLIENT + "v3/sync"));
        if (answers.get(EVENT + first).statusCode() == 200) {
            answers.put("/relations", bob.asking().queryParam("recurse", true).get(CLIENT + "v1/rooms/" + room + "/relations/" + first));
        }
        answers.put("/threads", bob.asking().get(CLIENT + "v1/rooms/" + room + "/threads"));
        answers.put("/search", bob.asking().body(Map.of("search_categories", Map.of("room_events", Map.of("search_term", watched.word,
                "event_context", Map.of("before_limit", 5, "after_limit", 5))))).post(CLIENT + "v3/search"));
        answers.put("/timestamp_to_event", bob.asking().queryParams(Map.of("ts", Long.MAX_VALUE >> 12, "dir", "b"))
                .get(CLIENT + "v1/rooms/" + room + "/timestamp_to_event"));
        answers.put("/notifications", bob.asking().get(CLIENT + "v3/notifications"));
        answers.put("/state", bob.asking().get(watched.room.path("/state")));
        answers.put("/initialSync", bob.asking().get(watched.room.path("/initialSync")));
        answers.put("/members", bob.asking().get(watched.room.path("/members")));
        answers.put("/room_summary", bob.asking().get(CLIENT + "v1/room_summary/" + room));
        answers.put("/hierarchy", bob.asking().get(CLIENT + "v1/rooms/" + room + "/hierarchy"));
        return answers;
    }

    private Response messages(WatchedRoom watched, String direction) {
        return bob.asking().queryParams(Map.of("dir", direction, "limit", 100)).get(watched.room.path("/messages"));
    }

    private Response event(WatchedRoom watched, Said one) {
        return bob.asking().get(watched.room.path("/event/" + one.event()));
    }
}
