package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that join and ask for the room without its members. */
@QuarkusTest
class OmittedMembersTest extends PeerTest {

    private GuestRoom room;
    private List<String> members;

    @BeforeEach
    void openARoomOfNine() {
        Agent owner = Agents.register("owner");
        room = GuestRoom.openedBy(owner);
        members = Stream.concat(Stream.of(owner.userId().value()), IntStream.range(0, 8).mapToObj(i -> {
            Agent member = Agents.register("member" + i);
            member.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id()).then().statusCode(200);
            return member.userId().value();
        })).toList();
    }

    @Test
    void namedRoomComesWithoutItsMembers() {
        room.owner().asking().body(Map.of("name", "Everybody")).put("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.name").then()
                .statusCode(200);
        JsonNode answer = joined("?omit_members=true");
        assertTrue(answer.path("members_omitted").asBoolean());
        assertEquals(List.of("ministry.example"), answer.path("servers_in_room").valueStream().map(JsonNode::asText).toList());
        assertEquals(Set.of(), memberships(answer));
        assertTrue(answer.path("state").valueStream().anyMatch(event -> event.path("type").asText().equals("m.room.power_levels")));
        requireClosed(answer);
    }

    @Test
    void roomWithoutANameComesWithThoseWhoStandForIt() {
        JsonNode answer = joined("?omit_members=true");
        assertEquals(Set.copyOf(members.subList(0, 5)), memberships(answer));
        requireClosed(answer);
    }

    @Test
    void serverThatDoesNotAskGetsAllMembers() {
        for (String parameter : List.of("", "?omit_members=false")) {
            JsonNode answer = joined(parameter);
            assertFalse(answer.path("members_omitted").asBoolean());
            assertTrue(memberships(answer).containsAll(members));
        }
    }

    @Test
    void anythingButTrueAndFalseIsRefusedAndNobodyJoins() {
        UserId user = peer.user("zoe" + room.id().hashCode());
        ObjectNode join = room.signedJoin(peer, user);
        send(join, "?omit_members=perhaps").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.member/" + user).then().statusCode(404);
    }

    private JsonNode joined(String parameter) {
        ObjectNode join = room.signedJoin(peer, peer.user("zoe" + parameter.length() + Math.abs(room.id().hashCode())));
        return MatrixJson.parseTrusted(send(join, parameter).statusCode(200).extract().asByteArray());
    }

    private ValidatableResponse send(ObjectNode join, String parameter) {
        return new PeerRequests(peer).put("/_matrix/federation/v2/send_join/" + PeerEvents.encode(room.id()) + "/"
                + PeerEvents.encode(PeerEvents.id(join)) + parameter, join);
    }

    private static Set<String> memberships(JsonNode answer) {
        return answer.path("state").valueStream().filter(event -> event.path("type").asText().equals("m.room.member"))
                .map(event -> event.path("state_key").asText()).collect(Collectors.toSet());
    }

    /** All that the events name as their authority is there, and nothing twice. */
    private static void requireClosed(JsonNode answer) {
        List<JsonNode> given = Stream.of(answer.path("state"), answer.path("auth_chain")).flatMap(JsonNode::valueStream).toList();
        Set<String> ids = given.stream().map(event -> PeerEvents.id((ObjectNode) event)).collect(Collectors.toSet());
        assertEquals(given.size(), ids.size(), "an event is given twice");
        Stream.concat(given.stream(), Stream.of(answer.path("event"))).flatMap(event -> event.path("auth_events").valueStream())
                .forEach(named -> assertTrue(ids.contains(named.asText()), "an event lacks " + named));
    }
}
