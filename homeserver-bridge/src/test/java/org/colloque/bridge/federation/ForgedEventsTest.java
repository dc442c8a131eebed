package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each lie about an event, in a transaction, among missing events and in a backfill: none is ever shown to anybody, and what is true
 * beside it is. (CVE-2022-39200: no check of signatures on {@code get_missing_events}.) {@link ForgedRoomsTest} has those of a join.
 *
 * <p>Spec: server-server-api, "Checks performed on receipt of a PDU".
 */
@QuarkusTest
class ForgedEventsTest extends PeerTest {

    private static final String LIE = "this was never said";
    private static final String NOBODYS = "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final SigningKey STRANGE = SigningKey.ofSeed(KeyId.of(KeyId.ED25519, "peer"),
            UnpaddedBase64.encode(Arrays.copyOf("a strange key".getBytes(), 32)));

    private Agent alice;
    private PeerRoom room;

    /** A lie, and how it is told in a room. */
    private enum Lie {
        ALTERED(room -> altered(room.last().json().deepCopy())),
        UNSIGNED(room -> said(room).set("signatures", JsonNodes.object())),
        SIGNED_BY_SOMEBODY_ELSE(room -> sealed(said(room), STRANGE)),
        OF_ANOTHER_SERVERS_USER(room -> sealed(said(room).put("sender", "@minister:other.example"), peer.key())),
        WITHOUT_HASH(room -> said(room).without(List.of("hashes"))),
        OF_SOMEBODY_WHO_IS_NOT_IN_THE_ROOM(room -> sealed(said(room).put("sender", "@stranger:peer.example"), peer.key())),
        AUTHORISED_BY_NOTHING(room -> sealed(said(room).set("auth_events", JsonNodes.array()), peer.key())),
        AUTHORISED_BY_WHAT_NOBODY_HAS(room -> sealed(said(room).set("auth_events", JsonNodes.array().add(NOBODYS)), peer.key())),
        AT_A_DEPTH_BEYOND_NUMBERS(room -> said(room).put("depth", Long.MAX_VALUE)),
        TOO_LARGE(room -> said(room).put("filling", "x".repeat(66_000)));

        private final Function<PeerRoom, ObjectNode> telling;

        Lie(Function<PeerRoom, ObjectNode> telling) {
            this.telling = telling;
        }

        private static ObjectNode altered(ObjectNode event) {
            event.withObjectProperty("content").put("body", LIE);
            return event;
        }

        private static ObjectNode said(PeerRoom room) {
            ObjectNode content = JsonNodes.object().put("msgtype", "m.text").put("body", LIE);
            return room.draft(EventTemplate.message(room.owner(), "m.room.message", content)).json().deepCopy();
        }

        private static ObjectNode sealed(ObjectNode event, SigningKey key) {
            event.remove(List.of("hashes", "signatures"));
            return new EventBuilder(RoomVersions.V12, peer.name(), key).seal(event).json().deepCopy();
        }
    }

    /** A way by which events come to us: hands one in, that goes before the room's last event where the way has an order. */
    private enum Way {
        SENT {
            @Override
            void bring(ForgedEventsTest test, ObjectNode lie) {
                test.deliver(lie, test.room.say("the truth").json());
            }
        },
        MISSING {
            @Override
            void bring(ForgedEventsTest test, ObjectNode lie) {
                test.room.say("missed");
                test.serve("POST /_matrix/federation/v1/get_missing_events/", "events", lie);
                test.deliver(test.room.say("the truth").json());
            }
        },
        BACKFILLED {
            @Override
            void bring(ForgedEventsTest test, ObjectNode lie) {
                test.serve("GET /_matrix/federation/v1/backfill/", "pdus", lie);
                test.deliver(test.room.say("the truth").json());
            }
        };

        abstract void bring(ForgedEventsTest test, ObjectNode lie);
    }

    static Stream<Arguments> liesOnEveryWay() {
        return Stream.of(Way.values()).flatMap(way -> Stream.of(Lie.values()).map(lie -> Arguments.of(way, lie)));
    }

    @BeforeEach
    void enter() {
        alice = Agents.register("alice");
        room = new PeerRoom(peer, RoomVersions.V12, peer.user("zoe"));
        room.say("long ago");
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(200);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("liesOnEveryWay")
    void lieIsShownToNobody(Way way, Lie lie) {
        way.bring(this, lie.telling.apply(room));

        eventually(() -> alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=50").then()
                .statusCode(200).body("chunk.content.body", hasItem("the truth")));
        List<String> read = alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=50").then()
                .statusCode(200).extract().path("chunk.content.body");
        assertEquals(List.of(), read.stream().filter(LIE::equals).toList());
    }

    private void serve(String endpoint, String field, ObjectNode lie) {
        List<Pdu> truth = List.copyOf(room.events());
        peer.on(endpoint + PeerEvents.encode(room.id()), (target, body) -> {
            ArrayNode list = JsonNodes.array().add(lie);
            truth.reversed().forEach(event -> list.add(event.json()));
            return Answer.ok(JsonNodes.object().set(field, list));
        });
    }

    private void deliver(ObjectNode... events) {
        new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), room.transaction(List.of(events))).statusCode(200);
    }
}
