package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.function.BiFunction;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;

/**
 * The lies that can be told about any event, from a true one that has no hashes and signatures yet. What they have in common: nobody
 * may ever see the event, or act upon it.
 *
 * <p>Spec: server-server-api, "Checks performed on receipt of a PDU"; client-server-api, "Size limits".
 */
enum Forgery {
    ALTERED_AFTER_SIGNING((forger, event) -> {
        ObjectNode content = event.withObjectProperty("content");
        event.set("content", content.has("membership") ? JsonNodes.object().put("membership", "ban") : JsonNodes.object());
        return forger.seal(event).set("content", content);
    }),
    WITH_A_WRONG_HASH((forger, event) -> forger.sign(event.set("hashes", JsonNodes.object().put("sha256", "A".repeat(43))))),
    WITHOUT_HASH((forger, event) -> forger.sign(event)),
    UNSIGNED((forger, event) -> forger.seal(event).set("signatures", JsonNodes.object())),
    SIGNED_WITH_RUBBISH((forger, event) -> {
        forger.seal(event).withObjectProperty("signatures").withObjectProperty("peer.example").put("ed25519:peer", "x".repeat(86));
        return event;
    }),
    SIGNED_WITH_A_STRANGE_KEY((forger, event) -> forger.with(Forger.strangeKey("peer")).seal(event)),
    SIGNED_WITH_A_KEY_THAT_NOBODY_PUBLISHES((forger, event) -> forger.with(Forger.strangeKey("nobodys")).seal(event)),
    SIGNED_BY_ANOTHER_SERVER_ALONE((forger, event) -> forger.as(new ServerName("other.example")).seal(event)),
    SIGNED_WHEN_THE_KEY_HAD_ENDED((forger, event) -> forger.seal(event.put("origin_server_ts", event.path("origin_server_ts").asLong() + 10L * 365 * 86_400_000))),
    OF_ANOTHER_SERVERS_USER((forger, event) -> forger.seal(event.put("sender", "@minister:other.example"))),
    OF_ANOTHER_ROOM((forger, event) -> forger.seal(event.put("room_id", forger.otherRoom()))),
    AUTHORISED_BY_NOTHING((forger, event) -> forger.seal(event.set("auth_events", JsonNodes.array()))),
    AUTHORISED_BY_WHAT_NOBODY_HAS((forger, event) -> forger.seal(event.set("auth_events", forger.unknownEvents(1)))),
    AUTHORISED_TWICE_BY_THE_SAME((forger, event) -> {
        ArrayNode auth = event.withArrayProperty("auth_events");
        auth.add(auth.get(0));
        return forger.seal(event);
    }),
    /** Where the room's id is the hash of its create event: only this names that event. */
    AUTHORISED_BY_THE_CREATE_EVENT((forger, event) -> {
        event.withArrayProperty("auth_events").add("$" + event.path("room_id").asText().substring(1));
        return forger.seal(event);
    }),
    AUTHORISED_BY_TOO_MUCH((forger, event) -> forger.seal(event.set("auth_events", forger.unknownEvents(11)))),
    AFTER_TOO_MUCH((forger, event) -> forger.seal(event.set("prev_events", forger.unknownEvents(21)))),
    AFTER_WHAT_IS_NO_LIST((forger, event) -> forger.seal(event.put("prev_events", "none"))),
    AT_A_DEPTH_BEYOND_64_BITS((forger, event) -> forger.seal(event.put("depth", BigInteger.TWO.pow(63)))),
    AT_A_DEPTH_BEYOND_53_BITS((forger, event) -> forger.seal(event.put("depth", 1L << 53))),
    AT_A_DEPTH_BELOW_ZERO((forger, event) -> forger.seal(event.put("depth", -1))),
    AT_A_DEPTH_THAT_IS_TEXT((forger, event) -> forger.seal(event.put("depth", "deep"))),
    WITH_AN_ENORMOUS_NUMBER((forger, event) -> forger.seal(event.put("filling", new BigDecimal("1e300")))),
    WITH_A_FRACTION((forger, event) -> forger.seal(event.put("filling", new BigDecimal("1.5")))),
    ONE_BYTE_TOO_LARGE((forger, event) -> forger.seal(forger.filled(event, Forger.MAX_BYTES + 1))),
    WITH_A_SENDER_OF_256_BYTES((forger, event) -> forger.seal(event.put("sender", Forger.userOf(256)))),
    WITH_A_TYPE_OF_256_BYTES((forger, event) -> forger.seal(event.put("type", "é".repeat(128)))),
    WITH_A_STATE_KEY_OF_256_BYTES((forger, event) -> forger.seal(event.put("state_key", "x" + "本".repeat(85)))),
    /** Where ids are given: the server that an id names has to sign the event too. */
    WITH_AN_ID_OF_ANOTHER_SERVER((forger, event) -> forger.seal(event.put("event_id", "$forged:other.example"))),
    WITHOUT_ID((forger, event) -> forger.seal(event.without("event_id"))),
    WITHOUT_CONTENT((forger, event) -> forger.seal(event.put("content", "none"))),
    NO_EVENT_AT_ALL((forger, event) -> JsonNodes.object()),
    NO_OBJECT((forger, event) -> TextNode.valueOf("m.room.message"));

    private final BiFunction<Forger, ObjectNode, JsonNode> telling;

    Forgery(BiFunction<Forger, ObjectNode, JsonNode> telling) {
        this.telling = telling;
    }

    /** Those that are lies in rooms of this version: the older ones let numbers and the ends of keys pass, and each has its own form of ids. */
    static EnumSet<Forgery> unlawfulIn(RoomVersion version) {
        EnumSet<Forgery> lies = EnumSet.allOf(Forgery.class);
        if (!version.strictCanonicalJson()) {
            lies.removeAll(EnumSet.of(AT_A_DEPTH_BEYOND_53_BITS, WITH_AN_ENORMOUS_NUMBER, WITH_A_FRACTION));
        }
        if (!version.enforceKeyValidity()) {
            lies.remove(SIGNED_WHEN_THE_KEY_HAD_ENDED);
        }
        if (!version.givesEventIds()) {
            lies.removeAll(EnumSet.of(WITH_AN_ID_OF_ANOTHER_SERVER, WITHOUT_ID));
        }
        if (!version.createEventIsRoomId()) {
            lies.remove(AUTHORISED_BY_THE_CREATE_EVENT);
        }
        return lies;
    }

    /** The lie that is made of a true event, which stays as it is. */
    JsonNode of(FakePeer peer, RoomVersion version, ObjectNode event) {
        ObjectNode copy = event.deepCopy();
        copy.remove("hashes");
        copy.remove("signatures");
        return telling.apply(new Forger(version, peer.name(), peer.key()), copy);
    }
}
