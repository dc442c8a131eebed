package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our users enter rooms whose state comes in two steps. Spec: server-server-api, "PUT /_matrix/federation/v2/send_join", omit_members. */
@QuarkusTest
class PartialJoinTest extends PeerTest {

    private static final String LAZY = "{\"room\":{\"state\":{\"lazy_load_members\":true}}}";
    private static final String EAGER = "{}";
    private static final int MEMBERS = 120;

    private Agent alice;
    private PeerRoom room;

    @BeforeEach
    void openARoomThatTellsItsMembersLater() {
        alice = Agents.register("alice");
        room = room(RoomVersions.V12);
        room.tellingState(false);
    }

    private static PeerRoom room(RoomVersion version) {
        PeerRoom made = new PeerRoom(peer, version, peer.user("owner")).omittingMembers();
        IntStream.range(0, MEMBERS).forEach(i -> join(made, peer.user("member" + i)));
        made.state(StateKey.of("m.room.name"), JsonNodes.object().put("name", "Everybody"));
        return made;
    }

    private static Pdu join(PeerRoom room, UserId user) {
        return room.add(room.draft(EventTemplate.state(user, StateKey.member(user), JsonNodes.object().put("membership", "join"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "6", "9", "12"})
    void stateIsTheResidentsWhenItIsThere(String version) {
        PeerRoom entered = room(RoomVersions.find(version).orElseThrow());
        enter(alice, entered);
        eventually(() -> joinedMembers(alice, entered).body("joined", hasKey("@member7:peer.example")));
        assertEquals(eventIds(entered.state()), Set.copyOf(alice.asking().get(path(entered, "state")).then().statusCode(200).extract().jsonPath()
                .<String>getList("event_id")));
    }

    @Test
    void whoLoadsMembersLazilySeesTheRoomAtOnceAndAnewWhenItIsWhole() {
        enter(alice, room);
        String since = sync(alice, LAZY, "").body(joined("state.events.type"), hasItem("m.room.name"))
                .body(joined("state.events.state_key"), not(hasItem("@member7:peer.example")))
                .extract().path("next_batch");
        room.tellingState(true);
        ValidatableResponse whole = sync(alice, LAZY, since, 20_000);
        while (whole.extract().path(joined("summary")) == null) {
            whole = sync(alice, LAZY, whole.extract().path("next_batch"), 20_000);
        }
        whole.body(joined("summary.'m.joined_member_count'"), equalTo(MEMBERS + 2)).body("device_lists.changed", hasItem("@member7:peer.example"));
    }

    @Test
    void whoDoesNotLoadMembersLazilySeesTheRoomWhenItIsWhole() {
        String since = sync(alice, EAGER, "").extract().path("next_batch");
        enter(alice, room);
        sync(alice, EAGER, "").body(joined("timeline"), nullValue());
        sync(alice, EAGER, since).body(joined("timeline"), nullValue());
        room.tellingState(true);
        eventually(() -> sync(alice, EAGER, since).body(joined("state.events.state_key"),
                hasItems("@member7:peer.example", "@member" + (MEMBERS - 1) + ":peer.example")));
        sync(alice, EAGER, "").body(joined("state.events.state_key"), hasItem("@member7:peer.example"));
    }

    @Test
    void listsOfMembersWaitUntilAllAreKnown() {
        enter(alice, room);
        List<CompletableFuture<ValidatableResponse>> asked = Stream.of("members", "joined_members", "state", "state/m.room.member/@member7:peer.example")
                .map(what -> CompletableFuture.supplyAsync(() -> alice.asking().get(path(room, what)).then())).toList();
        alice.asking().get(path(room, "state/m.room.name")).then().statusCode(200);
        assertTrue(asked.stream().noneMatch(CompletableFuture::isDone));
        room.tellingState(true);
        asked.forEach(answer -> answer.join().statusCode(200));
        asked.get(1).join().body("joined.size()", equalTo(MEMBERS + 2));
    }

    @Test
    void bothSidesTalkMeanwhileAndWhatCannotBeJudgedYetIsJudgedLater() {
        enter(alice, room);
        String text = "here already " + room.id();
        alice.asking().body(Map.of("msgtype", "m.text", "body", text)).put(path(room, "send/m.room.message/1")).then().statusCode(200);
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> pdu.path("content").path("body").asText().equals(text))));
        Pdu lawful = room.say("welcome");
        Pdu stranger = room.draft(EventTemplate.message(peer.user("stranger"), EventTypes.MESSAGE, JsonNodes.object().put("body", "unlawful")));
        deliver(room, lawful);
        deliver(room, stranger);
        messages(alice, room).body("chunk.content.body", not(hasItem("welcome")));
        room.tellingState(true);
        eventually(() -> messages(alice, room).body("chunk.content.body", hasItems(text, "welcome")));
        eventually(() -> deliverAgain(stranger).body("pdus.'" + stranger.eventId() + "'.error", not(nullValue())));
        messages(alice, room).body("chunk.content.body", not(hasItem("unlawful")));
    }

    @Test
    void stateAtWhatWasSaidMeanwhileIsWholeAfterwards() {
        enter(alice, room);
        String said = alice.asking().body(Map.of("msgtype", "m.text", "body", "early")).put(path(room, "send/m.room.message/1")).then().statusCode(200)
                .extract().path("event_id");
        String path = "/_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id()) + "?event_id=" + PeerEvents.encode(said);
        new PeerRequests(peer).get(path).statusCode(404);
        room.tellingState(true);
        joinedMembers(alice, room);
        assertEquals(eventIds(room.state()), Set.copyOf(new PeerRequests(peer).get(path).statusCode(200).extract().jsonPath().<String>getList("pdu_ids")));
    }

    @Test
    void otherServersAreNotLetInMeanwhile() {
        enter(alice, room);
        String path = "/_matrix/federation/v1/make_join/" + PeerEvents.encode(room.id()) + "/" + PeerEvents.encode("@late:peer.example") + "?ver=12";
        new PeerRequests(peer).get(path).statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        room.tellingState(true);
        joinedMembers(alice, room);
        new PeerRequests(peer).get(path).statusCode(200);
    }

    @Test
    void secondUserOfOursComesInWhenItIsKnownWhetherSheMay() {
        Agent bianca = Agents.register("bianca");
        Agent banned = Agents.register("banned");
        room.member(banned.userId(), "ban");
        enter(alice, room);
        CompletableFuture<ValidatableResponse> second = CompletableFuture.supplyAsync(() -> entering(bianca, room));
        CompletableFuture<ValidatableResponse> third = CompletableFuture.supplyAsync(() -> entering(banned, room));
        room.tellingState(true);
        second.join().statusCode(200);
        third.join().statusCode(403);
    }

    @Test
    void inviteThatIsNotKnownYetCountsWhereOnlyMembersOfAnotherRoomMayCome() {
        room.state(StateKey.of("m.room.join_rules"), restricted());
        Agent bianca = Agents.register("bianca");
        room.member(alice.userId(), "invite");
        room.member(bianca.userId(), "invite");
        enter(alice, room);
        CompletableFuture<ValidatableResponse> second = CompletableFuture.supplyAsync(() -> entering(bianca, room));
        room.tellingState(true);
        second.join().statusCode(200);
        joinedMembers(alice, room).body("joined.size()", equalTo(MEMBERS + 3));
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode restricted() {
        var rules = JsonNodes.object().put("join_rule", "restricted");
        rules.putArray("allow").addObject().put("type", "m.room_membership").put("room_id", "!elsewhere:peer.example");
        return rules;
    }

    @Test
    void whoLeavesMeanwhileIsGoneAndMayComeAgain() {
        enter(alice, room);
        alice.asking().body(Map.of()).post(path(room, "leave")).then().statusCode(200);
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> pdu.path("room_id").asText().equals(room.id().value())
                && pdu.path("content").path("membership").asText().equals("leave"))));
        sync(alice, "{\"room\":{\"include_leave\":true}}", "").body("rooms.leave", hasKey(room.id().value()));
        JsonNode leave = peer.pdus().stream().filter(pdu -> pdu.path("content").path("membership").asText().equals("leave")).toList().getLast();
        room.add(org.colloque.protocol.event.PduParser.parse(RoomVersions.V12, (com.fasterxml.jackson.databind.node.ObjectNode) leave));
        room.tellingState(true);
        enter(alice, room);
        joinedMembers(alice, room).body("joined.size()", equalTo(MEMBERS + 2));
    }

    @Test
    void serverThatTellsAnotherStateThanThatOfTheJoinIsNotBelieved() {
        room.leavingOut(event -> event.type().equals("m.room.name"));
        room.tellingState(true);
        enter(alice, room);
        eventually(() -> assertFalse(peer.received("GET /_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id())).isEmpty()));
        new PeerRequests(peer).get("/_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id()) + "?event_id="
                + PeerEvents.encode(room.last().eventId())).statusCode(404);
        room.leavingOut(event -> false);
        joinedMembers(alice, room).body("joined.size()", equalTo(MEMBERS + 2));
    }

    @Test
    void serversThatAreNamedButHaveNobodyThereGetNothingAfterwards() {
        room.naming("nobody.example", "!!", "ministry.example");
        enter(alice, room);
        room.tellingState(true);
        joinedMembers(alice, room);
        String text = "only for those who are here " + room.id();
        alice.asking().body(Map.of("msgtype", "m.text", "body", text)).put(path(room, "send/m.room.message/2")).then().statusCode(200);
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> pdu.path("content").path("body").asText().equals(text))));
    }

    @Test
    void veryLargeRoomThatComesWholeIsEnteredInTwoStepsToo() {
        PeerRoom large = new PeerRoom(peer, RoomVersions.V12, peer.user("owner"));
        IntStream.range(0, 3_100).forEach(i -> large.state(new StateKey("org.example.place", String.valueOf(i)), JsonNodes.object().put("number", i)));
        enter(alice, large);
        sync(alice, LAZY, "").body("rooms.join.'" + large.id() + "'.timeline.events", not(nullValue()));
        assertEquals(eventIds(large.state()), Set.copyOf(alice.asking().get(path(large, "state")).then().statusCode(200).extract().jsonPath()
                .<String>getList("event_id")));
        assertTrue(peer.received("GET /_matrix/federation/v1/state_ids/" + PeerEvents.encode(large.id())).isEmpty());
    }

    private static Set<String> eventIds(Iterable<Pdu> events) {
        return java.util.stream.StreamSupport.stream(events.spliterator(), false).map(event -> event.eventId().value()).collect(Collectors.toSet());
    }

    private String joined(String what) {
        return "rooms.join.'" + room.id() + "'." + what;
    }

    private static String path(PeerRoom room, String what) {
        return "/_matrix/client/v3/rooms/" + room.id() + "/" + what;
    }

    private static void enter(Agent agent, PeerRoom room) {
        entering(agent, room).statusCode(200);
    }

    private static ValidatableResponse entering(Agent agent, PeerRoom room) {
        return agent.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then();
    }

    private static ValidatableResponse joinedMembers(Agent agent, PeerRoom room) {
        return agent.asking().get(path(room, "joined_members")).then().statusCode(200);
    }

    /** What is in the timeline by now. */
    private static ValidatableResponse messages(Agent agent, PeerRoom room) {
        return agent.asking().queryParam("filter", LAZY).get(path(room, "messages?dir=f&from=s0&limit=50")).then().statusCode(200);
    }

    private static ValidatableResponse sync(Agent agent, String filter, String since) {
        return sync(agent, filter, since, 0);
    }

    private static ValidatableResponse sync(Agent agent, String filter, String since, int timeout) {
        var asking = agent.asking().queryParam("filter", filter).queryParam("timeout", timeout);
        return (since.isEmpty() ? asking : asking.queryParam("since", since)).get("/_matrix/client/v3/sync").then().statusCode(200);
    }

    private static void deliver(PeerRoom room, Pdu event) {
        deliverAgain(event).body("pdus.'" + event.eventId() + "'.error", nullValue());
    }

    private static ValidatableResponse deliverAgain(Pdu event) {
        var transaction = JsonNodes.object().put("origin", peer.name().value()).put("origin_server_ts", 1);
        transaction.putArray("pdus").add(event.json());
        return new PeerRequests(peer).put("/_matrix/federation/v1/send/" + System.nanoTime(), transaction).statusCode(200);
    }
}
