package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;

/**
 * How an event names the events before it: by their ids, and in versions with given ids by pairs of id and reference hash.
 * Spec: rooms/v1 and rooms/v3, "Event format".
 */
public final class EventReferences {

    /** Stands for the hash of an event whose hash another server left out of a reference that it proposed: the reference has none then. */
    public static final String LEFT_OUT = "";

    private static final String HASH = "sha256";

    private EventReferences() {
    }

    /** The ids that a list of references names; every entry must be one. */
    static List<EventId> ids(JsonNode references) {
        List<EventId> ids = new ArrayList<>(references.size());
        for (JsonNode reference : references) {
            ids.add(new EventId(idIn(reference).textValue()));
        }
        return List.copyOf(ids);
    }

    /** Where a reference of either form has its id. */
    public static JsonNode idIn(JsonNode reference) {
        return reference.isArray() ? reference.path(0) : reference;
    }

    /** The hashes that a list of references holds; none where ids are hashes. */
    public static Map<EventId, String> hashesIn(JsonNode references) {
        Map<EventId, String> hashes = new HashMap<>();
        for (JsonNode reference : references) {
            JsonNode hash = reference.path(1).path(HASH);
            if (hash.isTextual() && idIn(reference).isTextual()) {
                EventId.find(idIn(reference).textValue()).ifPresent(id -> hashes.put(id, hash.textValue()));
            }
        }
        return hashes;
    }

    /** The reference hashes of these events; none where ids are hashes. */
    public static Map<EventId, String> hashesOf(Collection<Pdu> events) {
        Map<EventId, String> hashes = new HashMap<>();
        for (Pdu event : events) {
            if (event.roomVersion().givesEventIds()) {
                hashes.put(event.eventId(), EventHashes.referenceHashText(event));
            }
        }
        return hashes;
    }

    /** @throws IllegalArgumentException if a hash is needed and not there */
    static ArrayNode write(RoomVersion version, List<EventId> ids, Map<EventId, String> hashes) {
        ArrayNode references = JsonNodes.array();
        for (EventId id : ids) {
            if (version.givesEventIds()) {
                String hash = hashes.get(id);
                if (hash == null) {
                    throw new IllegalArgumentException("In room version " + version + " the reference hash of " + id + " is needed.");
                }
                ObjectNode hashed = references.addArray().add(id.value()).addObject();
                if (!hash.equals(LEFT_OUT)) {
                    hashed.put(HASH, hash);
                }
            } else {
                references.add(id.value());
            }
        }
        return references;
    }
}
