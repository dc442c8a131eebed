package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.event.ClientEvents;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;

/**
 * What other servers say of a room that we are not in, made fit for clients: whole events must be of that room and unaltered;
 * entries of older servers have only the fields of a client. What is neither, or too much, is left out.
 *
 * <p>Spec: server-server-api, "Inviting to a room"; client-server-api, "Stripped state".
 */
public final class StrippedEvents {

    private static final int MAX_ENTRIES = 64;
    private static final int MAX_BYTES = 65_536;
    private static final int MAX_FIELD = 255;

    private StrippedEvents() {
    }

    /** The usable entries of the list. */
    public static List<ObjectNode> of(RoomVersion version, RoomId room, JsonNode list) {
        List<ObjectNode> usable = new ArrayList<>();
        for (JsonNode entry : list) {
            if (usable.size() < MAX_ENTRIES && entry instanceof ObjectNode event) {
                stripped(version, room, event).ifPresent(usable::add);
            }
        }
        return usable;
    }

    private static Optional<ObjectNode> stripped(RoomVersion version, RoomId room, ObjectNode event) {
        if (event.has("hashes") || event.has("signatures")) {
            return whole(version, room, event);
        }
        return isClientEvent(event) ? Optional.of(members(event)) : Optional.empty();
    }

    private static Optional<ObjectNode> whole(RoomVersion version, RoomId room, ObjectNode event) {
        try {
            Pdu pdu = PduParser.parse(version, event);
            boolean good = pdu.roomId().equals(room) && pdu.stateKey().isPresent() && EventSignatures.checkHash(pdu);
            return good ? Optional.of(ClientEvents.stripped(pdu)) : Optional.empty();
        } catch (InvalidEventException invalid) {
            return Optional.empty();
        }
    }

    private static boolean isClientEvent(ObjectNode event) {
        return isText(event.path("type")) && isText(event.path("state_key")) && isUser(event.path("sender"))
                && event.path("content").isObject()
                && CanonicalJson.lenientBytes(event.path("content")).length <= MAX_BYTES;
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && value.textValue().length() <= MAX_FIELD;
    }

    private static boolean isUser(JsonNode value) {
        try {
            new UserId(value.asText());
            return true;
        } catch (InvalidIdentifierException invalid) {
            return false;
        }
    }

    private static ObjectNode members(ObjectNode event) {
        ObjectNode stripped = JsonNodes.object();
        List.of("content", "sender", "state_key", "type").forEach(key -> stripped.set(key, event.get(key)));
        return stripped;
    }
}
