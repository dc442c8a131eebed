package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

    static Stream<RoomVersion> versions() {
        return RoomVersions.all().stream();
    }

    /** In versions of each form of events: given ids, hashes, strict JSON, rooms named by their create events. */
    static Stream<Arguments> lies() {
        return Stream.of(RoomVersions.V1, RoomVersions.V3, RoomVersions.V6, RoomVersions.V12).flatMap(version -> Forgery.unlawfulIn(version).stream().filter(lie -> lie != Forgery.WITH_A_WRONG_HASH)
                .map(lie -> Arguments.of(lie, version)));
    }

    @BeforeEach
    void open() {
        open(RoomVersions.V12);
    }

    private void open(RoomVersion version) {
        if (alice == null) {
            alice = Agents.register("alice");
        }
        room = new PeerRoom(peer, version, peer.user("zoe"));
    }

    @ParameterizedTest(name = "version {0}")
    @MethodSource("versions")
    @Tag("CVE-2022-31152")
    void forgedStateIsNotTaken(RoomVersion version) {
        open(version);
        List<JsonNode> forged = Forgery.unlawfulIn(version).stream().map(lie -> lie.of(peer, version, room.draft(EventTemplate.state(room.owner(),
                StateKey.of("org.example." + lie), JsonNodes.object().put("lie", "forged"))).json())).toList();
        answerJoins((answer, join) -> forged.forEach(answer.withArrayProperty("state")::add));

        assertEquals(200, join());

        String state = alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/state").then().statusCode(200).extract().asString();
        assertFalse(state.contains("forged"), state);
    }

    /** With a wrong hash alone they would be lawful: the content of levels is what a redaction leaves. */
    @ParameterizedTest(name = "{0} in version {1}")
    @MethodSource("lies")
    void forgedLevelsLetNobodyIn(Forgery lie, RoomVersion version) {
        open(version);
        ObjectNode levels = JsonNodes.object();
        levels.putObject("users").put(alice.userId().value(), 100);
        JsonNode forged = lie.of(peer, version, room.draft(EventTemplate.state(room.owner(), StateKey.of("m.room.power_levels"), levels)).json());
        answerJoins((answer, join) -> {
            answer.withArrayProperty("state").removeIf(event -> event.path("type").asText().equals("m.room.power_levels"));
            answer.withArrayProperty("state").add(forged);
        });

        join();

        alice.asking().body(Map.of("user_id", "@yan:peer.example")).post("/_matrix/client/v3/rooms/" + room.id() + "/ban").then().statusCode(403);
    }

    @Test
    @Tag("CVE-2025-54315")
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
