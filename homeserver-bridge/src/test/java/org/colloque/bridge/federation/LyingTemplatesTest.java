package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that proposes something else than what it was asked for ({@code make_join}, {@code make_leave}, {@code make_knock}) does not
 * get our signature on it.
 */
@QuarkusTest
@Tag("CVE-2026-24471")
class LyingTemplatesTest extends PeerTest {

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("another type", event -> event.put("type", "m.room.power_levels").put("state_key", "")),
                lie("another sender", event -> event.put("sender", "@mallory:peer.example")),
                lie("another user's membership", event -> event.put("state_key", "@bob:ministry.example")),
                lie("another room", event -> event.put("room_id", "!another:peer.example")),
                lie("no room", event -> event.remove("room_id")),
                lie("another membership", event -> event.set("content", JsonNodes.object().put("membership", "ban"))),
                lie("a depth that is no number", event -> event.put("depth", "deep")),
                lie("a depth below zero", event -> event.put("depth", -1)),
                lie("a depth beyond what may be written", event -> event.put("depth", Long.MAX_VALUE)),
                lie("no previous events", event -> event.put("prev_events", "none")));
    }

    private static Arguments lie(String name, Consumer<ObjectNode> told) {
        return Arguments.of(name, told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void whatWasNotAskedForIsNotSigned(String name, Consumer<ObjectNode> lie) {
        PeerRoom room = new PeerRoom(peer, RoomVersions.V12, peer.user("zoe"));
        for (String make : new String[] {"join", "knock"}) {
            propose(room, make, lie);
            int before = handedIn(make);
            alice.asking().body(Map.of()).post("/_matrix/client/v3/" + make + "/" + room.id() + "?via=peer.example").then()
                    .statusCode(allOf(greaterThanOrEqualTo(400), not(500)));
            assertEquals(before, handedIn(make), "something was signed and handed in");
        }
    }

    /** The content is ours: what a proposal puts there beside the membership is not signed either. */
    @Test
    void ofTheContentOnlyWhatWasAskedForIsSigned() {
        PeerRoom room = new PeerRoom(peer, RoomVersions.V12, peer.user("zoe"));
        propose(room, "join", event -> event.withObjectProperty("content").put("displayname", "Mallory").put("is_direct", true));
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(200);
        var content = peer.received("PUT /_matrix/federation/v2/send_join/").getLast().body().path("content");
        assertEquals("join", content.path("membership").asText());
        assertTrue(!content.path("displayname").asText().equals("Mallory") && !content.has("is_direct"), content.toString());
    }

    private static int handedIn(String make) {
        return peer.received("PUT /_matrix/federation/" + (make.equals("knock") ? "v1" : "v2") + "/send_" + make + "/").size();
    }

    private static void propose(PeerRoom room, String make, Consumer<ObjectNode> lie) {
        peer.on("GET /_matrix/federation/v1/make_" + make + "/" + PeerEvents.encode(room.id()), (target, body) -> {
            UserId user = new UserId(PeerEvents.decode(target.replaceFirst("\\?.*", "").split("/")[6]));
            ObjectNode event = room.draft(EventTemplate.state(user, StateKey.member(user), JsonNodes.object().put("membership", make)))
                    .json().deepCopy();
            event.remove(List.of("hashes", "signatures"));
            lie.accept(event);
            return Answer.ok(JsonNodes.object().put("room_version", "12").set("event", event));
        });
    }
}
