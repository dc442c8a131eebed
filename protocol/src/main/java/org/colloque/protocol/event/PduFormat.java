package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.room.RoomVersion;

/** The format that an event of a room version has. Spec: rooms/v12, "Event format"; client-server-api, "Size limits". */
final class PduFormat {
    static final int MAX_EVENT_BYTES = 65_536;
    private static final int MAX_FIELD_BYTES = 255;
    private static final int MAX_AUTH_EVENTS = 10;
    private static final int MAX_PREV_EVENTS = 20;

    private PduFormat() {
    }

    static void checkSize(byte[] canonical) {
        if (canonical.length > MAX_EVENT_BYTES) {
            throw InvalidEventException.tooLarge("An event has at most " + MAX_EVENT_BYTES + " bytes.");
        }
    }

    /** Checks everything but hashes and signatures. */
    static void check(RoomVersion version, ObjectNode event) {
        checkText(event, "type");
        if (event.has("state_key")) {
            checkText(event, "state_key");
        }
        checkIdentifier(event, "sender", UserId::new);
        checkRoomId(version, event);
        if (version.givesEventIds()) {
            checkGivenId(event);
        }
        checkInteger(version, event, "origin_server_ts");
        checkDepth(version, event);
        checkObject(event, "content");
        checkReferences(version, event, "auth_events", MAX_AUTH_EVENTS);
        checkReferences(version, event, "prev_events", MAX_PREV_EVENTS);
        if (!version.redactsInContent() && event.has("redacts")) {
            checkTextual(event, "redacts");
        }
    }

    static void checkSealed(ObjectNode event) {
        checkObject(event, "hashes");
        if (!event.get("hashes").path("sha256").isTextual()) {
            throw malformed("hashes.sha256", "a text");
        }
        checkObject(event, "signatures");
        for (JsonNode ofServer : event.get("signatures")) {
            if (!ofServer.isObject()) {
                throw malformed("signatures", "an object of objects");
            }
        }
    }

    private static void checkRoomId(RoomVersion version, ObjectNode event) {
        boolean isCreate = event.get("type").textValue().equals(EventTypes.CREATE) && isEmptyText(event.get("state_key"));
        if (!version.createEventIsRoomId()) {
            checkIdentifier(event, "room_id", RoomId::new);
        } else if (!isCreate) {
            checkIdentifier(event, "room_id", RoomId::new);
            if (event.get("room_id").textValue().indexOf(':') >= 0) {
                throw malformed("room_id", "the create event's id with '!' instead of '$'");
            }
        } else if (event.has("room_id")) {
            throw InvalidEventException.malformed("The create event of this room version has no room_id.");
        }
    }

    private static boolean isEmptyText(JsonNode value) {
        return value != null && value.isTextual() && value.textValue().isEmpty();
    }

    /** Spec: rooms/v1, "Event IDs". */
    private static void checkGivenId(ObjectNode event) {
        checkIdentifier(event, "event_id", EventId::new);
        if (new EventId(event.get("event_id").textValue()).server().isEmpty()) {
            throw malformed("event_id", "an id that names a server");
        }
    }

    private static void checkDepth(RoomVersion version, ObjectNode event) {
        checkInteger(version, event, "depth");
        if (event.get("depth").longValue() < 0) {
            throw malformed("depth", "an integer that is not negative");
        }
    }

    private static void checkInteger(RoomVersion version, ObjectNode event, String key) {
        JsonNode value = event.get(key);
        boolean strict = version.strictCanonicalJson();
        if (value == null || !(strict ? CanonicalJson.isInteger(value) : value.isIntegralNumber() && value.canConvertToLong())) {
            throw malformed(key, strict ? "an integer within ±(2^53-1)" : "an integer of 64 bits");
        }
    }

    private static void checkObject(ObjectNode event, String key) {
        if (!(event.get(key) instanceof ObjectNode)) {
            throw malformed(key, "an object");
        }
    }

    private static String checkTextual(ObjectNode event, String key) {
        JsonNode value = event.get(key);
        if (value == null || !value.isTextual()) {
            throw malformed(key, "a text");
        }
        return value.textValue();
    }

    private static void checkText(ObjectNode event, String key) {
        String text = checkTextual(event, key);
        if (text.length() > MAX_FIELD_BYTES || text.length() * 3 > MAX_FIELD_BYTES && utf8Length(text) > MAX_FIELD_BYTES) {
            throw InvalidEventException.tooLarge("'" + key + "' has at most " + MAX_FIELD_BYTES + " bytes.");
        }
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void checkIdentifier(ObjectNode event, String key, Consumer<String> parse) {
        checkText(event, key);
        try {
            parse.accept(event.get(key).textValue());
        } catch (InvalidIdentifierException e) {
            throw InvalidEventException.malformed("'" + key + "': " + e.getMessage());
        }
    }

    private static void checkReferences(RoomVersion version, ObjectNode event, String key, int max) {
        JsonNode ids = event.get(key);
        if (ids == null || !ids.isArray()) {
            throw malformed(key, "a list");
        }
        if (ids.size() > max) {
            throw InvalidEventException.malformed("'" + key + "' has at most " + max + " entries.");
        }
        for (JsonNode id : ids) {
            if (version.givesEventIds() && !(id.isArray() && id.size() == 2 && id.get(1).isObject())) {
                throw malformed(key, "a list of pairs of an event id and its hashes");
            }
            checkEventId(key, version.givesEventIds() ? id.get(0) : id);
        }
    }

    private static void checkEventId(String key, JsonNode id) {
        if (!id.isTextual()) {
            throw malformed(key, "a list of event ids");
        }
        try {
            new EventId(id.textValue());
        } catch (InvalidIdentifierException e) {
            throw InvalidEventException.malformed("'" + key + "': " + e.getMessage());
        }
    }

    private static InvalidEventException malformed(String key, String expected) {
        return InvalidEventException.malformed("'" + key + "' must be " + expected + ".");
    }
}
