package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server whose answer to {@code send_join} is not the room: what is forged in it never becomes state, and what nobody can make a room of
 * is refused, with nothing of it left.
 *
 * <p>Spec: server-server-api, "Joining Rooms".
 */
@QuarkusTest
class ForgedRoomsTest extends PeerTest {

    private Agent alice;
    private PeerRoom room;

    /** What is told in place of the topic. */
    private static ObjectNode topic(PeerRoom room, String sender) {
        ObjectNode event = room.draft(EventTemplate.state(room.owner(), StateKey.of("m.room.topic"), JsonNodes.object().put("topic", "forged")))
                .json().deepCopy();
        event.put("sender", sender);
        return event;
    }

    private static ObjectNode sealed(ObjectNode event) {
        event.remove(List.of("hashes", "signatures"));
        return new EventBuilder(RoomVersions.V12, peer.name(), peer.key()).seal(event).json().deepCopy();
    }

    static Stream<Arguments> forgedState() {
        return Stream.of(
                forged("a signature that is none", room -> {
                    ObjectNode event = sealed(topic(room, room.owner().value()));
                    event.withObjectProperty("signatures").withObjectProperty("peer.example").put(peer.key().id().value(), "x".repeat(86));
                    return event;
                }),
                forged("no signature of the sender's server", room -> sealed(topic(room, "@minister:other.example"))),
                forged("a sender who is not in the room", room -> sealed(topic(room, "@stranger:peer.example"))),
                forged("auth events that are not there", room -> {
                    ObjectNode event = topic(room, room.owner().value());
                    event.putArray("auth_events").add("$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
                    return sealed(event);
                }),
                forged("another room", room -> topic(room, room.owner().value()).put("room_id", "!another:peer.example")),
                forged("no event at all", room -> JsonNodes.object().put("type", "m.room.topic").put("state_key", "")));
    }

    private static Arguments forged(String name, Function<PeerRoom, ObjectNode> event) {
        return Arguments.of(name, event);
    }

    @BeforeEach
    void open() {
        alice = Agents.register("alice");
        room = new PeerRoom(peer, RoomVersions.V12, peer.user("zoe"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgedState")
    void forgedStateIsNotTaken(String name, Function<PeerRoom, ObjectNode> forger) {
        ObjectNode forged = forger.apply(room);
        answerJoins((answer, join) -> answer.withArrayProperty("state").add(forged));

        int status = join();

        assertTrue(status == 200 || status >= 400 && status != 500, "status " + status);
        alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.topic").then()
                .statusCode(status == 200 ? 404 : 403);
    }

    /** CVE-2025-54315: a second create event. */
    @Test
    void secondCreateEventIsNotTaken() {
        PeerRoom other = new PeerRoom(peer, RoomVersions.V12, peer.user("mallory"));
        answerJoins((answer, join) -> {
            answer.withArrayProperty("state").insert(0, other.events().getFirst().json());
            answer.withArrayProperty("auth_chain").insert(0, other.events().getFirst().json());
        });
        if (join() == 200) {
            alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.create?format=event").then().statusCode(200)
                    .body("sender", equalTo("@zoe:peer.example"));
        }
    }

    @Test
    void roomWithoutCreateEventIsRefusedAndLeavesNothing() {
        answerJoins((answer, join) -> {
            for (String part : List.of("state", "auth_chain")) {
                var list = answer.withArrayProperty(part);
                for (int i = list.size() - 1; i >= 0; i--) {
                    if (list.path(i).path("type").asText().equals("m.room.create")) {
                        list.remove(i);
                    }
                }
            }
        });
        assertTrue(join() >= 400);
        assertFalse(joinedRooms().contains(room.id().value()));
    }

    @Test
    void answerThatIsNotTheAskedRoomIsRefusedAndLeavesNothing() {
        for (BiConsumer<ObjectNode, ObjectNode> lie : List.<BiConsumer<ObjectNode, ObjectNode>>of(
                (answer, join) -> answer.removeAll(),
                (answer, join) -> answer.put("state", "none"),
                (answer, join) -> answer.putArray("state"),
                (answer, join) -> answer.putArray("state").add(1).add("two").addNull())) {
            answerJoins(lie);
            int status = join();
            assertTrue(status >= 400 && status != 500, "status " + status);
        }
        assertEquals(List.of(), joinedRooms().stream().filter(room.id().value()::equals).toList());
    }

    private int join() {
        return alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().extract().statusCode();
    }

    private List<String> joinedRooms() {
        return alice.asking().get("/_matrix/client/v3/joined_rooms").then().statusCode(200).extract().path("joined_rooms");
    }

    private void answerJoins(BiConsumer<ObjectNode, ObjectNode> lie) {
        List<Pdu> state = List.copyOf(room.events());
        peer.on("PUT /_matrix/federation/v2/send_join/" + PeerEvents.encode(room.id()), (target, body) -> {
            ObjectNode answer = JsonNodes.object().put("origin", "peer.example");
            state.forEach(event -> answer.withArrayProperty("state").add(event.json()));
            state.forEach(event -> answer.withArrayProperty("auth_chain").add(event.json()));
            answer.set("event", body);
            lie.accept(answer, (ObjectNode) body);
            return Answer.ok(answer);
        });
    }
}
