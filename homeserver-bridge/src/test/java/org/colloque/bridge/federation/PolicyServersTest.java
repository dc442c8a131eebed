package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.policy.PolicyServer;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room that has named {@code peer.example} as its policy server. */
@QuarkusTest
class PolicyServersTest extends PeerTest {

    private static final SigningKey POLICY_KEY = SigningKey.generate(PolicyServer.KEY_ID, new SecureRandom());
    private static final String SIGN = "POST /_matrix/policy/v1/sign";

    private GuestRoom room;

    @BeforeEach
    void nameAPolicyServer() {
        answerWith(POLICY_KEY);
        room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        namePolicyServer("peer.example").statusCode(200);
    }

    @Test
    void whatTheServerSignsIsSentWithItsSignature() {
        String said = room.say("signed " + room.id());
        assertTrue(asked().stream().anyMatch(event -> event.path("content").path("body").asText().equals("signed " + room.id())));
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> PeerEvents.id((ObjectNode) pdu).equals(said)
                && pdu.path("signatures").path("peer.example").has("ed25519:policy_server"))));
        shown("signed " + room.id());
    }

    @Test
    void whatTheServerRefusesIsNotSentAndTheClientIsToldWhy() {
        answer(new Answer(400, JsonNodes.object().put("errcode", "M_FORBIDDEN").put("error", "It looks like spam.")));
        send("spam " + room.id(), UUID.randomUUID().toString()).statusCode(400).body("errcode", equalTo("M_FORBIDDEN"))
                .body("error", equalTo("It looks like spam."));
        notShown("spam " + room.id());
        answer(Answer.ok(JsonNodes.object()));
        send("unsigned", UUID.randomUUID().toString()).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        answerWith(SigningKey.generate(PolicyServer.KEY_ID, new SecureRandom()));
        send("forged", UUID.randomUUID().toString()).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        answer(new Answer(503, JsonNodes.object()));
        send("nobody there", UUID.randomUUID().toString()).statusCode(502);
    }

    @Test
    void sameTransactionGivesTheSameEvent() {
        String transaction = UUID.randomUUID().toString();
        String first = send("once", transaction).statusCode(200).extract().path("event_id");
        assertEquals(first, send("once", transaction).statusCode(200).extract().path("event_id"));
    }

    @Test
    void stateIsAskedAboutButForThatWhichNamesTheServer() {
        answer(new Answer(400, JsonNodes.object().put("errcode", "M_FORBIDDEN").put("error", "no")));
        state("m.room.topic", Map.of("topic", "x")).statusCode(400).body("errcode", equalTo("M_FORBIDDEN"));
        int before = peer.received(SIGN).size();
        state("m.room.policy", Map.of()).statusCode(200);
        state("m.room.topic", Map.of("topic", "free again")).statusCode(200);
        assertEquals(before, peer.received(SIGN).size());
    }

    @Test
    void serverWithoutAMemberInTheRoomIsNotAsked() {
        GuestRoom other = GuestRoom.openedBy(room.owner());
        answer(new Answer(400, JsonNodes.object().put("errcode", "M_FORBIDDEN").put("error", "no")));
        room.owner().asking().body(policy("peer.example")).put("/_matrix/client/v3/rooms/" + other.id() + "/state/m.room.policy").then()
                .statusCode(200);
        other.say("nobody is asked");
        namePolicyServer("ministry.example").statusCode(200);
        send("to ourselves", UUID.randomUUID().toString()).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void eventsOfOthersThatAreSignedAreTakenWithoutAsking() {
        int before = peer.received(SIGN).size();
        Pdu message = PduParser.parse(RoomVersions.V12, room.peerMessage("with signature " + room.id()));
        room.send(List.of(EventSignatures.sign(message, peer.name(), POLICY_KEY).json())).statusCode(200);
        shown("with signature " + room.id());
        assertEquals(before, peer.received(SIGN).size());
    }

    @Test
    void eventsOfOthersThatAreNotSignedAreAskedAbout() {
        Pdu forged = PduParser.parse(RoomVersions.V12, room.peerMessage("once wrongly " + room.id()));
        SigningKey old = SigningKey.generate(PolicyServer.KEY_ID, new SecureRandom());
        room.send(List.of(room.peerMessage("without " + room.id()), EventSignatures.sign(forged, peer.name(), old).json())).statusCode(200);
        shown("without " + room.id());
        shown("once wrongly " + room.id());
    }

    @Test
    void eventsOfOthersThatTheServerRefusesAreNeverShown() {
        answer(new Answer(400, JsonNodes.object().put("errcode", "M_FORBIDDEN").put("error", "no")));
        ObjectNode spam = room.peerMessage("their spam " + room.id());
        JsonNode results = room.sendFor(List.of(spam));
        assertFalse(results.path(PeerEvents.id(spam)).has("error"));
        answerWith(POLICY_KEY);
        int before = peer.received(SIGN).size();
        room.sendFor(List.of(spam));
        assertEquals(before, peer.received(SIGN).size(), "an event that is held was asked about again");
        room.say("afterwards " + room.id());
        notShown("their spam " + room.id());
        assertFalse(asked().getLast().path("prev_events").toString().contains(PeerEvents.id(spam)));
    }

    @Test
    void joinThatTheServerRefusesFails() {
        answer(new Answer(400, JsonNodes.object().put("errcode", "M_FORBIDDEN").put("error", "no")));
        room.handIn(peer, "v2/send_join", room.signedJoin(peer, peer.user("yan"))).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.member/@yan:peer.example").then().statusCode(404);
    }

    @Test
    void userOfThePolicyServerIsInvitedWithBothOfItsSignatures() {
        peer.on("PUT /_matrix/federation/v2/invite/", (target, body) -> Answer.ok(JsonNodes.object().set("event", EventSignatures.sign(
                PduParser.parse(RoomVersions.V12, (ObjectNode) body.get("event")), peer.name(), peer.key()).json())));
        room.owner().asking().body(Map.of("user_id", "@xena:peer.example")).post("/_matrix/client/v3/rooms/" + room.id() + "/invite").then()
                .statusCode(200);
        JsonNode invite = peer.received("PUT /_matrix/federation/v2/invite/").getLast().body().path("event");
        assertTrue(invite.path("signatures").path("peer.example").has("ed25519:policy_server"));
        state("m.room.member/@xena:peer.example", Map.of("membership", "leave")).statusCode(200);
    }

    @Test
    void eventThatLeavesNoRoomForTheSignatureIsTooLarge() {
        Set<Integer> statuses = IntStream.iterate(64_400, length -> length < 65_100, length -> length + 50)
                .mapToObj(length -> send("x".repeat(length), UUID.randomUUID().toString()).extract().statusCode()).collect(Collectors.toSet());
        assertEquals(Set.of(200, 413), statuses);
    }

    @Test
    void keyOfThePolicyServerBesideThisOneIsPublishedWhereThereIsOne() {
        RestAssured.given().get("/.well-known/matrix/policy_server").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    private static void answer(Answer answer) {
        peer.on(SIGN, (target, body) -> answer);
    }

    private static void answerWith(SigningKey key) {
        peer.on(SIGN, (target, body) -> Answer.ok(JsonNodes.object().set("peer.example", signatures((ObjectNode) body, key))));
    }

    /** An event that is too large with the signature is answered with one of the same size. */
    private static JsonNode signatures(ObjectNode event, SigningKey key) {
        try {
            return EventSignatures.sign(PduParser.parse(RoomVersions.V12, event), peer.name(), key).json().path("signatures").path("peer.example");
        } catch (InvalidEventException tooLarge) {
            return JsonNodes.object().put(PolicyServer.KEY_ID.value(), "x".repeat(86));
        }
    }

    private static List<JsonNode> asked() {
        return peer.received(SIGN).stream().map(request -> request.body()).toList();
    }

    private static Map<String, Object> policy(String server) {
        return Map.of("via", server, "public_keys", Map.of("ed25519", POLICY_KEY.verifyKey().toBase64()));
    }

    private ValidatableResponse namePolicyServer(String server) {
        return state("m.room.policy", policy(server));
    }

    private ValidatableResponse state(String type, Map<String, Object> content) {
        return room.owner().asking().body(content).put("/_matrix/client/v3/rooms/" + room.id() + "/state/" + type).then();
    }

    private ValidatableResponse send(String text, String transaction) {
        return room.owner().asking().body(Map.of("msgtype", "m.text", "body", text))
                .put("/_matrix/client/v3/rooms/" + room.id() + "/send/m.room.message/" + transaction).then();
    }

    private void shown(String text) {
        messages().body("chunk.content.body", hasItem(text));
    }

    private void notShown(String text) {
        messages().body("chunk.content.body", not(hasItem(text)));
    }

    private ValidatableResponse messages() {
        return room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=20").then().statusCode(200);
    }
}
