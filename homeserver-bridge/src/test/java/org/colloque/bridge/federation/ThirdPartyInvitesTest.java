package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.IdentityServer;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who are invited by an address outside Matrix. */
@QuarkusTest
class ThirdPartyInvitesTest extends PeerTest {

    private static final String ROOMS = "/_matrix/client/v3/rooms/";
    private static IdentityServer identities;

    private GuestRoom room;
    private String address;

    @BeforeAll
    static void startIdentityServer() {
        identities = IdentityServer.start();
        peer.on("PUT /_matrix/federation/v2/invite/", (target, body) -> Answer.ok(JsonNodes.object().set("event", EventSignatures.sign(
                PduParser.parse(RoomVersions.V12, (ObjectNode) body.get("event")), peer.name(), peer.key()).json())));
    }

    @AfterAll
    static void stopIdentityServer() {
        identities.close();
    }

    @BeforeEach
    void openARoom() {
        identities.revokeKey(false);
        room = GuestRoom.openedBy(Agents.register("alice"), RoomVersions.V12, Map.of("join_rule", "invite"));
        address = "someone." + UUID.randomUUID() + "@example.org";
    }

    @Test
    void knownAddressIsInvitedAsTheUserThatItBelongsTo() {
        Agent bob = Agents.register("bob");
        identities.bind(address, bob.userId());
        invite(room.owner(), address.toUpperCase()).statusCode(200);
        assertEquals("invite", membership(bob.userId()));
    }

    @Test
    void unknownAddressIsKeptUntilItIsBound() {
        invite(room.owner(), address).statusCode(200);
        JsonNode asked = identities.received("POST store-invite").getLast().body();
        assertEquals(List.of("email", address, room.id(), room.owner().userId().value()), List.of(asked.path("medium").asText(),
                asked.path("address").asText(), asked.path("room_id").asText(), asked.path("sender").asText()));
        Agent carol = Agents.register("carol");
        bound(carol.userId(), room.owner().userId(), room.id(), identities.sign(carol.userId(), token())).statusCode(200);
        state("m.room.member/" + carol.userId()).statusCode(200).body("membership", equalTo("invite"))
                .body("third_party_invite.display_name", equalTo("z..."));
        carol.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id()).then().statusCode(200);
    }

    @Test
    void roomMayInviteAddressesFromTheStart() {
        Map<String, Object> invitee = invitee(identities.name(), address);
        String made = room.owner().asking().body(Map.of("invite_3pid", List.of(invitee))).post("/_matrix/client/v3/createRoom").then()
                .statusCode(200).extract().path("room_id");
        room.owner().asking().get(ROOMS + made + "/state").then().statusCode(200).body("type", hasItem("m.room.third_party_invite"));
        room.owner().asking().body(Map.of("invite_3pid", List.of(invitee("elsewhere.example", address)))).post("/_matrix/client/v3/createRoom")
                .then().statusCode(403).body("errcode", equalTo("M_SERVER_NOT_TRUSTED"));
    }

    @Test
    void nobodyIsAskedForThoseWhoMayNotInvite() {
        Agent stranger = Agents.register("stranger");
        invite(stranger, address).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        room.owner().asking().body(Map.of("user_id", stranger.userId().value())).post(ROOMS + room.id() + "/invite").then().statusCode(200);
        stranger.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id()).then().statusCode(200);
        invite(stranger, address).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        invite(room.owner(), Map.of("id_server", identities.name(), "medium", "email", "address", address)).statusCode(400)
                .body("errcode", equalTo("M_MISSING_PARAM"));
        invite(room.owner(), invitee("elsewhere.example", address)).statusCode(403).body("errcode", equalTo("M_SERVER_NOT_TRUSTED"));
        assertFalse(identities.received("POST store-invite").stream().anyMatch(asked -> asked.body().path("address").asText().equals(address)));
    }

    @Test
    void otherServerExchangesTheInviteOfAnAddressForOneOfItsUser() {
        UserId zoe = peer.user("zoe" + UUID.randomUUID());
        invite(room.owner(), address).statusCode(200);
        exchange(draft(zoe, identities.sign(zoe, token()))).statusCode(200);
        assertEquals("invite", membership(zoe));
        eventually(() -> assertTrue(peer.received("PUT /_matrix/federation/v2/invite/").stream()
                .anyMatch(asked -> asked.body().path("event").path("state_key").asText().equals(zoe.value()))));
        room.joinedBy(peer, zoe.value().substring(1, zoe.value().indexOf(':')));
    }

    @Test
    void exchangeIsRefusedForWhatWasNotSignedAndForOthers() {
        UserId zoe = peer.user("zoe" + UUID.randomUUID());
        UserId yan = new UserId("@yan:other.example");
        invite(room.owner(), address).statusCode(200);
        ObjectNode forged = identities.sign(zoe, token());
        ((ObjectNode) forged.path("signatures").path(identities.name())).put(peer.key().id().value(), "x".repeat(86));
        exchange(draft(zoe, forged)).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        exchange(draft(zoe, identities.sign(zoe, "unknown"))).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        exchange(draft(yan, identities.sign(yan, token()))).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        exchange(draft(zoe, identities.sign(zoe, token())).put("sender", yan.value())).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        identities.revokeKey(true);
        exchange(draft(zoe, identities.sign(zoe, token()))).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        state("m.room.member/" + zoe).statusCode(404);
    }

    @Test
    void exchangeIsRefusedForWhatIsNoSuchDraft() {
        UserId zoe = peer.user("zoe" + UUID.randomUUID());
        invite(room.owner(), address).statusCode(200);
        ObjectNode good = draft(zoe, identities.sign(zoe, token()));
        exchange(good.deepCopy().put("type", "m.room.topic")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        exchange(good.deepCopy().put("room_id", "!other:ministry.example")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        exchange(good.deepCopy().put("state_key", "@other:peer.example")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        exchange(good.deepCopy().put("content", "x")).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        exchange((ObjectNode) good.deepCopy().without("sender")).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        RestAssured.given().contentType(ContentType.JSON).body(good.toString()).put("/_matrix/federation/v1/exchange_third_party_invite/"
                + room.id()).then().statusCode(401);
        new PeerRequests(peer).put("/_matrix/federation/v1/exchange_third_party_invite/%21unknown%3Aministry.example",
                good.put("room_id", "!unknown:ministry.example")).statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void boundAddressIsExchangedAtTheServerOfWhoInvited() {
        Agent dora = Agents.register("dora");
        UserId sender = peer.user("owner");
        String theirs = "!theirs" + UUID.randomUUID() + ":peer.example";
        String target = "/_matrix/federation/v1/exchange_third_party_invite/" + PeerEvents.encode(theirs);
        peer.on("PUT " + target, (asked, body) -> Answer.ok(JsonNodes.object()));
        bound(dora.userId(), sender, theirs, identities.sign(dora.userId(), "abc")).statusCode(200);
        JsonNode draft = peer.received("PUT " + target).getFirst().body();
        assertEquals(List.of("m.room.member", theirs, sender.value(), dora.userId().value(), "invite"),
                List.of(draft.path("type").asText(), draft.path("room_id").asText(), draft.path("sender").asText(),
                        draft.path("state_key").asText(), draft.path("content").path("membership").asText()));
        bound(dora.userId(), new UserId("@x:not-admitted.example"), theirs, identities.sign(dora.userId(), "abc")).statusCode(200);
        peer.on("PUT " + target, (asked, body) -> new Answer(503, JsonNodes.object()));
        bound(dora.userId(), sender, theirs, identities.sign(dora.userId(), "abc")).statusCode(502);
    }

    @Test
    void bindingIsRefusedThatIsNotSignedOrForSomebodyElse() {
        Agent eve = Agents.register("eve");
        invite(room.owner(), address).statusCode(200);
        UserId owner = room.owner().userId();
        ObjectNode signed = identities.sign(eve.userId(), token());
        ObjectNode forged = signed.deepCopy().put("token", "another");
        bound(eve.userId(), owner, room.id(), forged).statusCode(200);
        ObjectNode elsewhere = signed.deepCopy();
        elsewhere.putObject("signatures").putObject("elsewhere.example").put("ed25519:0", "x");
        bound(eve.userId(), owner, room.id(), elsewhere).statusCode(403).body("errcode", equalTo("M_SERVER_NOT_TRUSTED"));
        bound(owner, owner, room.id(), signed).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        bound(peer.user("zoe"), owner, room.id(), identities.sign(peer.user("zoe"), token())).statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        onBind(JsonNodes.object().put("medium", "email")).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        state("m.room.member/" + eve.userId()).statusCode(404);
    }

    @Test
    void signedTokenLetsItsOwnerJoinAndNobodyElse() {
        Agent frank = Agents.register("frank");
        Agent thief = Agents.register("thief");
        invite(room.owner(), address).statusCode(200);
        ObjectNode signed = identities.sign(frank.userId(), token(), room.owner().userId());
        String body = JsonNodes.object().set("third_party_signed", signed).toString();
        thief.asking().body(body).post("/_matrix/client/v3/join/" + room.id()).then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        frank.asking().body(body).post(ROOMS + room.id() + "/join").then().statusCode(200);
        assertEquals("join", membership(frank.userId()));
    }

    private static Map<String, Object> invitee(String server, String address) {
        return Map.of("id_server", server, "id_access_token", "secret", "medium", "email", "address", address);
    }

    private ValidatableResponse invite(Agent by, String invited) {
        return invite(by, invitee(identities.name(), invited));
    }

    private ValidatableResponse invite(Agent by, Map<String, Object> invitee) {
        return by.asking().body(invitee).post(ROOMS + room.id() + "/invite").then();
    }

    private ValidatableResponse state(String slot) {
        return room.owner().asking().get(ROOMS + room.id() + "/state/" + slot).then();
    }

    private String membership(UserId user) {
        return state("m.room.member/" + user).statusCode(200).extract().path("membership");
    }

    private String token() {
        return room.owner().asking().get(ROOMS + room.id() + "/state").then().statusCode(200).extract()
                .path("find { it.type == 'm.room.third_party_invite' }.state_key");
    }

    private ObjectNode draft(UserId invited, ObjectNode signed) {
        ObjectNode draft = JsonNodes.object().put("type", "m.room.member").put("room_id", room.id())
                .put("sender", room.owner().userId().value()).put("state_key", invited.value());
        draft.putObject("content").put("membership", "invite").putObject("third_party_invite").put("display_name", "z...").set("signed", signed);
        return draft;
    }

    private ValidatableResponse exchange(ObjectNode draft) {
        return new PeerRequests(peer).put("/_matrix/federation/v1/exchange_third_party_invite/" + PeerEvents.encode(room.id()), draft);
    }

    private ValidatableResponse bound(UserId user, UserId sender, String inRoom, ObjectNode signed) {
        ObjectNode body = JsonNodes.object().put("medium", "email").put("address", address).put("mxid", user.value());
        body.putArray("invites").addObject().put("medium", "email").put("address", address).put("mxid", user.value())
                .put("room_id", inRoom).put("sender", sender.value()).set("signed", signed);
        return onBind(body);
    }

    private static ValidatableResponse onBind(ObjectNode body) {
        return RestAssured.given().contentType(ContentType.JSON).body(body.toString()).put("/_matrix/federation/v1/3pid/onbind").then();
    }
}
