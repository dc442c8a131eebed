package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each lie about an event of each room version, in a transaction, among missing events, in a backfill and in a state that we asked for: none is ever shown to
 * anybody, nothing comes of it, and what is true beside it is there. {@link ForgedRoomsTest} has those of a join, {@link ForgedEntriesTest}
 * those that are handed in. ({@code state} and {@code event_auth} are no ways in: this server asks for ids and for the events that it lacks.)
 *
 * <p>Spec: server-server-api, "Checks performed on receipt of a PDU".
 */
@QuarkusTest
class ForgedEventsTest extends PeerTest {

    private static final String LIE = "this was never said: ";
    private static final String UNNAMED = "$unnamedAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private Agent alice;
    private PeerRoom room;

    /** A way by which events come to us: tells all lies there, before the room's last event where the way has an order. */
    private enum Way {
        SENT {
            @Override
            void bring(ForgedEventsTest test) {
                List<JsonNode> events = new ArrayList<>(test.lies());
                events.add(test.room.say("beside the lies").json());
                test.deliver(events);
                test.deliver(List.of(test.room.say("the truth").json()));
            }
        },
        MISSING {
            @Override
            void bring(ForgedEventsTest test) {
                test.room.say("beside the lies");
                test.serve("POST /_matrix/federation/v1/get_missing_events/", "events");
                test.deliver(List.of(test.room.say("the truth").json()));
            }
        },
        BACKFILLED {
            @Override
            void bring(ForgedEventsTest test) {
                test.serve("GET /_matrix/federation/v1/backfill/", "pdus");
                test.deliver(List.of(test.room.say("the truth").json()));
            }
        };

        abstract void bring(ForgedEventsTest test);
    }

    static Stream<RoomVersion> versions() {
        return RoomVersions.all().stream();
    }

    static Stream<Arguments> ways() {
        return Stream.of(Way.values()).flatMap(way -> versions().map(version -> Arguments.of(way, version)));
    }

    private void enter(RoomVersion version) {
        alice = Agents.register("alice");
        room = new PeerRoom(peer, version, peer.user("zoe"));
        room.say("long ago");
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(200);
    }

    @ParameterizedTest(name = "{0} in version {1}")
    @MethodSource("ways")
    @Tag("CVE-2022-39200")
    void liesAreShownToNobody(Way way, RoomVersion version) {
        enter(version);
        way.bring(this);

        eventually(() -> assertTrue(read().contains("the truth")));
        List<String> read = read();
        assertEquals(List.of(), read.stream().filter(body -> body != null && body.startsWith(LIE)).toList());
        assertTrue(read.contains(way == Way.BACKFILLED ? "long ago" : "beside the lies"), "what is true is taken: " + read);
    }

    /** Each lie would let somebody into the room: it stands in the state that is told for a gap, and in the auth events of what is said. */
    @ParameterizedTest(name = "version {0}")
    @MethodSource("versions")
    @Tag("CVE-2022-39374")
    void whomAForgedStateLetsInIsNotHeard(RoomVersion version) {
        enter(version);
        peer.on("POST /_matrix/federation/v1/get_missing_events/" + PeerEvents.encode(room.id()), (target, body) -> Answer.ok(JsonNodes.object()));
        room.say("missed");
        UserId xena = peer.user("xena");
        assertEquals(Optional.empty(), refusalOfWhatIsSaidBy(xena, join(xena)), "what is true is taken");
        EnumSet<Forgery> lies = Forgery.unlawfulIn(version);
        lies.remove(Forgery.WITH_A_WRONG_HASH);
        lies.forEach(lie -> {
            UserId user = peer.user(lie.name().toLowerCase(Locale.ROOT));
            assertTrue(refusalOfWhatIsSaidBy(user, lie.of(peer, version, join(user))).isPresent(), lie.name());
        });
    }

    private Optional<String> refusalOfWhatIsSaidBy(UserId user, JsonNode join) {
        tellState(join);
        ObjectNode said = saidBy(user, LIE + user, join);
        return JsonNodes.text(deliver(List.of(said)).path(PeerEvents.id(room.version(), said)), "error");
    }

    private List<String> read() {
        return alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=100").then()
                .statusCode(200).extract().path("chunk.content.body");
    }

    private List<JsonNode> lies() {
        return Forgery.unlawfulIn(room.version()).stream().map(lie -> {
            ObjectNode content = JsonNodes.object().put("msgtype", "m.text").put("body", LIE + lie);
            return lie.of(peer, room.version(), room.draft(EventTemplate.message(room.owner(), "m.room.message", content)).json());
        }).toList();
    }

    private ObjectNode join(UserId user) {
        return room.draft(EventTemplate.state(user, StateKey.member(user), JsonNodes.object().put("membership", "join"))).json();
    }

    /** A message of somebody whose membership this event would be. */
    private ObjectNode saidBy(UserId user, String body, JsonNode membership) {
        ObjectNode content = JsonNodes.object().put("msgtype", "m.text").put("body", body);
        ObjectNode message = room.draft(EventTemplate.message(user, "m.room.message", content)).json().deepCopy();
        message.withArrayProperty("auth_events").add(reference(membership));
        return new Forger(room.version(), peer.name(), peer.key()).seal(message);
    }

    private JsonNode reference(JsonNode forged) {
        return room.version().givesEventIds()
                ? JsonNodes.array().add(id(forged)).add(JsonNodes.object().put("sha256", "A".repeat(43))) : TextNode.valueOf(id(forged));
    }

    private String id(JsonNode forged) {
        try {
            return PeerEvents.id(room.version(), (ObjectNode) forged);
        } catch (RuntimeException unlawful) {
            return UNNAMED;
        }
    }

    private void tellState(JsonNode more) {
        ArrayNode ids = JsonNodes.array().add(id(more));
        room.events().stream().filter(Pdu::isState).forEach(event -> ids.add(event.eventId().value()));
        peer.on("GET /_matrix/federation/v1/event/" + PeerEvents.encode(id(more)), (target, body) ->
                Answer.ok(JsonNodes.object().set("pdus", JsonNodes.array().add(more))));
        peer.on("GET /_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id()), (target, body) ->
                Answer.ok(JsonNodes.object().<ObjectNode>set("pdu_ids", ids).set("auth_chain_ids", ids)));
    }

    private void serve(String endpoint, String field) {
        ArrayNode list = JsonNodes.array();
        lies().forEach(list::add);
        room.events().reversed().forEach(event -> list.add(event.json()));
        peer.on(endpoint + PeerEvents.encode(room.id()), (target, body) -> Answer.ok(JsonNodes.object().set(field, list)));
    }

    private JsonNode deliver(List<JsonNode> events) {
        return MatrixJson.parseTrusted(new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), room.transaction(events))
                .statusCode(200).extract().asByteArray()).path("pdus");
    }
}
