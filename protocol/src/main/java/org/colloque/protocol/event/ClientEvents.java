package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.CanonicalObject;
import org.colloque.protocol.json.JsonNodes;

/**
 * Events as clients see them: with their id, without what only servers need. {@link #core} is made once an event, out of its bytes;
 * the room's id and {@code unsigned} are joined to it for each use. Spec: client-server-api, "Room event format".
 */
public final class ClientEvents {
    private static final Set<String> SHOWN = Set.of("content", "origin_server_ts", "sender", "state_key", "type");
    private static final Set<String> STRIPPED = Set.of("content", "sender", "state_key", "type");
    private static final byte[] REDACTION = json(EventTypes.REDACTION);

    private ClientEvents() {
    }

    /** The event without {@code room_id} and {@code unsigned}, as the JSON of an object. */
    public static byte[] core(Pdu pdu) {
        CanonicalObject event = CanonicalObject.of(pdu.canonical());
        if (event.value("type").filter(type -> Arrays.equals(type, REDACTION)).isPresent()) {
            return CanonicalJson.lenientBytes(coreTree(pdu));
        }
        return CanonicalObject.of(event.only(SHOWN)).with(Map.of("event_id", json(pdu.eventId().value())));
    }

    /** The same event with its room's id: for all answers but those that name the room elsewhere, such as {@code /sync}. */
    public static byte[] withRoomId(byte[] core, Pdu pdu) {
        return with(core, "room_id", json(pdu.roomId().value()));
    }

    /** The same event with this JSON object as its {@code unsigned}. */
    public static byte[] withUnsigned(byte[] event, byte[] unsigned) {
        return with(event, "unsigned", unsigned);
    }

    /** The event as a tree, with the room's id and, if given, with {@code unsigned}. Its content is shared: for reading only. */
    public static ObjectNode tree(Pdu pdu, Optional<ObjectNode> unsigned) {
        ObjectNode event = coreTree(pdu);
        event.put("room_id", pdu.roomId().value());
        unsigned.ifPresent(value -> event.set("unsigned", value));
        return event;
    }

    /** The event as those see it who are not in the room. Spec: client-server-api, "Stripped state". */
    public static ObjectNode stripped(Pdu pdu) {
        return members(pdu.json(), STRIPPED);
    }

    private static ObjectNode coreTree(Pdu pdu) {
        ObjectNode event = members(pdu.json(), SHOWN);
        event.put("event_id", pdu.eventId().value());
        pdu.redacts().ifPresent(target -> nameTargetTwice(pdu, target, event));
        return event;
    }

    /** Clients of either age look for a redaction's target where their room versions had it. Spec: rooms/v11, "Event format". */
    private static void nameTargetTwice(Pdu redaction, EventId target, ObjectNode event) {
        event.put("redacts", target.value());
        event.set("content", JsonNodes.shallowCopy(redaction.content()).put("redacts", target.value()));
    }

    private static ObjectNode members(ObjectNode event, Set<String> keys) {
        ObjectNode shown = JsonNodes.object();
        for (Map.Entry<String, JsonNode> member : event.properties()) {
            if (keys.contains(member.getKey())) {
                shown.set(member.getKey(), member.getValue());
            }
        }
        return shown;
    }

    private static byte[] json(String text) {
        return CanonicalJson.bytes(JsonNodes.FACTORY.textNode(text));
    }

    private static byte[] with(byte[] object, String key, byte[] value) {
        byte[] name = (",\"" + key + "\":").getBytes(StandardCharsets.US_ASCII);
        byte[] result = Arrays.copyOf(object, object.length + name.length + value.length);
        System.arraycopy(name, 0, result, object.length - 1, name.length);
        System.arraycopy(value, 0, result, object.length - 1 + name.length, value.length);
        result[result.length - 1] = '}';
        return result;
    }
}
