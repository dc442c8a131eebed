package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;

/**
 * Events as clients see them: with their id, without what only servers need. Made once an event by {@link #core}, and joined with
 * the room's id and {@code unsigned} for each use. Spec: client-server-api, "Room event format".
 */
public final class ClientEvents {
    private static final List<String> SHOWN = List.of("content", "origin_server_ts", "sender", "state_key", "type");
    private static final List<String> STRIPPED = List.of("content", "sender", "state_key", "type");

    private ClientEvents() {
    }

    /** The event without {@code room_id} and {@code unsigned}, as the JSON of an object. */
    public static byte[] core(Pdu pdu) {
        return CanonicalJson.lenientBytes(coreTree(pdu));
    }

    /** The same event with its room's id: for all answers but those that name the room elsewhere, such as {@code /sync}. */
    public static byte[] withRoomId(byte[] core, Pdu pdu) {
        return with(core, "room_id", CanonicalJson.bytes(JsonNodes.FACTORY.textNode(pdu.roomId().value())));
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

    /** The one before, for clients of the other kind: a redaction names its target both in its content and beside it. */
    private static ObjectNode coreTree(Pdu pdu) {
        ObjectNode event = members(pdu.json(), SHOWN);
        event.put("event_id", pdu.eventId().value());
        pdu.redacts().ifPresent(target -> {
            event.put("redacts", target.value());
            event.set("content", JsonNodes.shallowCopy(pdu.content()).put("redacts", target.value()));
        });
        return event;
    }

    private static ObjectNode members(ObjectNode event, List<String> keys) {
        ObjectNode shown = JsonNodes.object();
        for (String key : keys) {
            JsonNode value = event.get(key);
            if (value != null) {
                shown.set(key, value);
            }
        }
        return shown;
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
