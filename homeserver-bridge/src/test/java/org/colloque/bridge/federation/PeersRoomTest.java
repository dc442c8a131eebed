package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.UUID;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our users in rooms of another server. */
@QuarkusTest
class PeersRoomTest extends PeerTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"})
    void userJoinsTheRoomAndBothSidesTalk(String version) {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.find(version).orElseThrow());
        join(alice, room);
        String text = "I am here " + room.id();
        say(alice, room, text);
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> pdu.path("content").path("body").asText().equals(text))));
        deliver(room, room.say("welcome"));
        alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=30").then().statusCode(200)
                .body("chunk.content.body", hasItems("I am here " + room.id(), "welcome"));
    }

    @Test
    void whatWasSaidBeforeTheJoinIsFetchedWhenSomebodyReadsThatFar() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        room.say("before you came");
        join(alice, room);
        eventually(() -> alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=30").then()
                .statusCode(200).body("chunk.content.body", hasItem("before you came")));
    }

    @Test
    void timeThatLiesInWhatIsMissingIsFoundWhereItWasFetched() throws InterruptedException {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        Thread.sleep(2);
        Pdu then = room.say("then");
        for (int i = 0; i < 120; i++) {
            Thread.sleep(2);
            room.say("since " + i);
        }
        join(alice, room);
        for (String direction : List.of("f", "b")) {
            alice.asking().get("/_matrix/client/v1/rooms/" + room.id() + "/timestamp_to_event?ts=" + then.originServerTs() + "&dir=" + direction)
                    .then().statusCode(200).body("event_id", equalTo(then.eventId().value()));
        }
        alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/context/" + then.eventId()).then().statusCode(200)
                .body("events_after[0].content.body", equalTo("since 0"));
    }

    /** A page full of rejected events ends the paging through a room. */
    @Test
    @Tag("CVE-2026-45076")
    void eventsOfSomebodyOutsideTheRoomDoNotEndThePagingThroughIt() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        room.say("in the beginning");
        for (int i = 0; i < 450; i++) {
            room.add(room.draft(EventTemplate.message(peer.user("stranger"), EventTypes.MESSAGE, JsonNodes.object().put("body", "noise"))));
        }
        room.say("in the end");
        join(alice, room);
        List<String> read = new ArrayList<>();
        String from = "";
        for (int page = 0; page < 20 && from != null; page++) {
            JsonPath answer = alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=30&from=" + from).then()
                    .statusCode(200).extract().jsonPath();
            read.addAll(answer.getList("chunk.content.body"));
            from = answer.getString("end");
        }
        assertTrue(read.containsAll(List.of("in the beginning", "in the end")), read.toString());
        assertFalse(read.contains("noise"));
    }

    @Test
    void eventsThatAreMissingAreFetched() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        join(alice, room);
        room.say("lost on the way");
        deliver(room, room.say("arrived"));
        alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=30").then().statusCode(200)
                .body("chunk.content.body", hasItems("lost on the way", "arrived"));
    }

    @Test
    void joinIsRefusedAsTheOtherServerRefusesIt() {
        Agent alice = Agents.register("alice");
        peer.on("GET /_matrix/federation/v1/make_join/%21closed", (target, body) ->
                new Answer(403, JsonNodes.object().put("errcode", "M_FORBIDDEN").put("error", "Not invited.")));
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/!closed:peer.example?via=peer.example").then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "6", "9", "12"})
    void inviteIsCheckedSignedAndShown(String version) {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.find(version).orElseThrow());
        Pdu invite = room.member(alice.userId(), "invite");
        invite(room, invite).statusCode(200)
                .body("event.signatures.'ministry.example'", org.hamcrest.Matchers.notNullValue())
                .body("event.signatures.'peer.example'", org.hamcrest.Matchers.notNullValue());
        join(alice, room);
    }

    /** Spec: client-server-api, "Invite permission". */
    @Test
    void inviteOfAUserWhoTakesNoneIsRefused() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        String permission = "/_matrix/client/v3/user/" + alice.userId().value() + "/account_data/m.invite_permission_config";
        alice.asking().body(Map.of("default_action", "block")).put(permission).then().statusCode(200);
        invite(room, room.member(alice.userId(), "invite")).statusCode(403).body("errcode", equalTo("M_INVITE_BLOCKED"));

        alice.asking().body(Map.of()).put(permission).then().statusCode(200);
        invite(room, room.member(alice.userId(), "invite")).statusCode(200);
    }

    @Test
    void inviteThatOvertakesTheBanBeforeItStands() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        join(alice, room);
        Pdu ban = room.member(alice.userId(), "ban");
        Pdu unban = room.member(alice.userId(), "leave");
        invite(room, room.member(alice.userId(), "invite")).statusCode(200);
        deliver(room, ban);
        eventually(() -> sync(alice).body("rooms.invite", hasKey(room.id().value())));
        deliver(room, unban);
        deliver(room, room.say("the unbanning has arrived"));
        sync(alice).body("rooms.invite", hasKey(room.id().value()));
        join(alice, room);
    }

    @Test
    void inviteThatTheEndOfTheStayComesAfterDoesNotStand() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        join(alice, room);
        Pdu invite = room.draft(EventTemplate.state(room.owner(), StateKey.member(alice.userId()),
                JsonNodes.object().put("membership", "invite")));
        invite(room, invite).statusCode(200);
        room.say("later");
        deliver(room, room.member(alice.userId(), "ban"));
        eventually(() -> sync(alice, "{\"room\":{\"include_leave\":true}}").body("rooms.leave", hasKey(room.id().value())));
        sync(alice).body("rooms.invite", not(hasKey(room.id().value())));
    }

    private static ValidatableResponse sync(Agent agent) {
        return sync(agent, "{}");
    }

    private static ValidatableResponse sync(Agent agent, String filter) {
        return agent.asking().queryParam("filter", filter).get("/_matrix/client/v3/sync").then().statusCode(200);
    }

    @Test
    void whatIsNoInviteOfOurUserIsNotSigned() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        invite(room, room.draft(EventTemplate.state(room.owner(), StateKey.member(alice.userId()),
                JsonNodes.object().put("membership", "ban")))).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        invite(room, room.draft(EventTemplate.state(room.owner(), StateKey.of("m.room.topic"), JsonNodes.object().put("topic", "x"))))
                .statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        invite(room, room.draft(EventTemplate.state(room.owner(), StateKey.member(peer.user("yan")),
                JsonNodes.object().put("membership", "invite")))).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        invite(room, room.draft(EventTemplate.state(new org.colloque.protocol.id.UserId("@x:other.example"),
                StateKey.member(alice.userId()), JsonNodes.object().put("membership", "invite")))).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "6", "9", "12"})
    void inviteToAUserOfThePeerCarriesItsSignature(String roomVersion) {
        Agent alice = Agents.register("alice");
        String room = alice.asking().body(Map.of("preset", "private_chat", "room_version", roomVersion)).post("/_matrix/client/v3/createRoom").then()
                .statusCode(200).extract().path("room_id");
        peer.on("PUT /_matrix/federation/v2/invite/", (target, body) -> {
            ObjectNode event = (ObjectNode) body.get("event");
            RoomVersion version = RoomVersions.find(body.path("room_version").asText()).orElseThrow();
            Pdu signed = org.colloque.protocol.event.EventSignatures.sign(
                    org.colloque.protocol.event.PduParser.parse(version, event), peer.name(), peer.key());
            return Answer.ok(JsonNodes.object().set("event", signed.json()));
        });
        alice.asking().body(Map.of("user_id", "@zoe:peer.example")).post("/_matrix/client/v3/rooms/" + room + "/invite").then()
                .statusCode(200);
        assertTrue(peer.received("PUT /_matrix/federation/v2/invite/").getLast().body().path("invite_room_state").valueStream()
                .anyMatch(event -> event.path("type").asText().equals(EventTypes.CREATE)));
        alice.asking().get("/_matrix/client/v3/rooms/" + room + "/state/m.room.member/@zoe:peer.example").then()
                .statusCode(200).body("membership", equalTo("invite"));
    }

    @Test
    void peerMayBringItsUserInAsSoonAsItHasSignedTheInvite() {
        Agent alice = Agents.register("alice");
        String room = alice.asking().body(Map.of("preset", "private_chat")).post("/_matrix/client/v3/createRoom").then()
                .statusCode(200).extract().path("room_id");
        CompletableFuture<Integer> proposal = new CompletableFuture<>();
        peer.on("PUT /_matrix/federation/v2/invite/", (target, body) -> {
            proposal.completeAsync(() -> new PeerRequests(peer).get("/_matrix/federation/v1/make_join/" + PeerEvents.encode(room) + "/"
                    + PeerEvents.encode("@early:peer.example") + "?ver=12").extract().statusCode());
            proposal.copy().completeOnTimeout(0, 700, TimeUnit.MILLISECONDS).join();
            return Answer.ok(JsonNodes.object().set("event", org.colloque.protocol.event.EventSignatures.sign(
                    org.colloque.protocol.event.PduParser.parse(RoomVersions.V12, (ObjectNode) body.get("event")), peer.name(), peer.key()).json()));
        });
        alice.asking().body(Map.of("user_id", "@early:peer.example")).post("/_matrix/client/v3/rooms/" + room + "/invite").then().statusCode(200);
        assertEquals(200, proposal.join());
    }

    @Test
    void inviteInTheOlderFormIsAnsweredInTheOlderForm() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V1);
        Pdu invite = room.member(alice.userId(), "invite");
        ObjectNode body = invite.json().deepCopy();
        body.putObject("unsigned").putArray("invite_room_state").add(room.events().getFirst().json());
        new PeerRequests(peer).put("/_matrix/federation/v1/invite/" + PeerEvents.encode(room.id()) + "/"
                        + PeerEvents.encode(invite.eventId()), body).statusCode(200)
                .body("[0]", equalTo(200)).body("[1].event.signatures.'ministry.example'", org.hamcrest.Matchers.notNullValue());
        join(alice, room);
    }

    @Test
    void serverWithoutTheNewerFormOfInvitesGetsTheOlder() {
        Agent alice = Agents.register("alice");
        String room = alice.asking().body(Map.of("preset", "private_chat", "room_version", "2")).post("/_matrix/client/v3/createRoom")
                .then().statusCode(200).extract().path("room_id");
        peer.on("PUT /_matrix/federation/v2/invite/", (target, body) -> new Answer(404, JsonNodes.object().put("errcode", "M_UNRECOGNIZED")));
        peer.on("PUT /_matrix/federation/v1/invite/", (target, body) -> {
            ObjectNode event = ((ObjectNode) body).deepCopy();
            event.remove("unsigned");
            Pdu signed = org.colloque.protocol.event.EventSignatures.sign(
                    org.colloque.protocol.event.PduParser.parse(RoomVersions.V2, event), peer.name(), peer.key());
            return Answer.ok(JsonNodes.array().add(200).add(JsonNodes.object().set("event", signed.json())));
        });
        alice.asking().body(Map.of("user_id", "@old:peer.example")).post("/_matrix/client/v3/rooms/" + room + "/invite").then()
                .statusCode(200);
        assertTrue(peer.received("PUT /_matrix/federation/v1/invite/").getLast().body().path("unsigned").path("invite_room_state").size() > 0);
        alice.asking().get("/_matrix/client/v3/rooms/" + room + "/state/m.room.member/@old:peer.example").then()
                .statusCode(200).body("membership", equalTo("invite"));
    }

    @Test
    void serverWithoutTheNewerFormOfJoinsAndLeavesGetsTheOlder() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        room.knowsOlderFormsOnly();
        join(alice, room);
        String text = "joined the old way " + room.id();
        say(alice, room, text);
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> pdu.path("content").path("body").asText().equals(text))));
    }

    @Test
    void inviteIsDeclinedInTheOlderFormToAServerWithoutTheNewer() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        room.knowsOlderFormsOnly();
        invite(room, room.member(alice.userId(), "invite")).statusCode(200);
        alice.asking().body(Map.of()).post("/_matrix/client/v3/rooms/" + room.id() + "/leave").then().statusCode(200);
        assertEquals("leave", peer.received("PUT /_matrix/federation/v1/send_leave/" + PeerEvents.encode(room.id())).getLast().body()
                .path("content").path("membership").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"M_FORBIDDEN", "M_NOT_FOUND"})
    void refusalOfAJoinIsNoReasonToAskInTheOlderForm(String errcode) {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        peer.on("PUT /_matrix/federation/v2/send_join/" + PeerEvents.encode(room.id()), (target, body) ->
                new Answer(404, JsonNodes.object().put("errcode", errcode)));
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(404);
        assertEquals(List.of(), peer.received("PUT /_matrix/federation/v1/send_join/" + PeerEvents.encode(room.id())));
    }

    @Test
    void inviteThatThePeerDoesNotSignIsNotSent() {
        Agent alice = Agents.register("alice");
        String room = alice.asking().body(Map.of("preset", "private_chat")).post("/_matrix/client/v3/createRoom").then()
                .statusCode(200).extract().path("room_id");
        peer.on("PUT /_matrix/federation/v2/invite/", (target, body) -> Answer.ok(JsonNodes.object().set("event", body.get("event"))));
        alice.asking().body(Map.of("user_id", "@yan:peer.example")).post("/_matrix/client/v3/rooms/" + room + "/invite").then()
                .statusCode(502);
        alice.asking().get("/_matrix/client/v3/rooms/" + room + "/state/m.room.member/@yan:peer.example").then().statusCode(404);
    }

    @Test
    void aliasesAndProfilesOfThePeerAreAskedThere() {
        Agent alice = Agents.register("alice");
        PeerRoom room = room(RoomVersions.V12);
        ObjectNode target = JsonNodes.object().put("room_id", room.id().value());
        target.putArray("servers").add("peer.example");
        peer.on("GET /_matrix/federation/v1/query/directory?room_alias=%23hall%3Apeer.example", (ask, body) -> Answer.ok(target));
        peer.on("GET /_matrix/federation/v1/query/profile?user_id=%40zoe%3Apeer.example",
                (ask, body) -> Answer.ok(JsonNodes.object().put("displayname", "Zoé")));
        alice.asking().get("/_matrix/client/v3/directory/room/{alias}", "#hall:peer.example").then().statusCode(200)
                .body("servers", hasItem("peer.example"));
        alice.asking().get("/_matrix/client/v3/profile/@zoe:peer.example").then().statusCode(200).body("displayname", equalTo("Zoé"));
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/{alias}", "#hall:peer.example").then().statusCode(200);
    }

    private static PeerRoom room(RoomVersion version) {
        return new PeerRoom(peer, version, peer.user("zoe"));
    }

    private static void join(Agent agent, PeerRoom room) {
        agent.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(200);
    }

    private static void say(Agent agent, PeerRoom room, String text) {
        agent.asking().body(Map.of("msgtype", "m.text", "body", text))
                .put("/_matrix/client/v3/rooms/" + room.id() + "/send/m.room.message/" + UUID.randomUUID()).then().statusCode(200);
    }

    private static void deliver(PeerRoom room, Pdu event) {
        new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), room.transaction(List.of(event.json())))
                .statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse invite(PeerRoom room, Pdu invite) {
        ObjectNode body = JsonNodes.object().put("room_version", invite.roomVersion().id());
        body.set("event", invite.json());
        body.putArray("invite_room_state").add(room.events().getFirst().json());
        return new PeerRequests(peer).put("/_matrix/federation/v2/invite/" + PeerEvents.encode(invite.roomId()) + "/"
                + PeerEvents.encode(invite.eventId()), body);
    }
}
