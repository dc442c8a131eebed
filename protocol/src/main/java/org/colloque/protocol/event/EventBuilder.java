package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.CanonicalObject;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;

/** Makes events: hashed, signed, with their id. Spec: server-server-api, "Adding hashes and signatures to outgoing events". */
public final class EventBuilder {
    private static final Set<String> MADE_HERE = Set.of("event_id", "unsigned", "hashes", "signatures");

    private final RoomVersion version;
    private final ServerName server;
    private final SigningKey key;

    public EventBuilder(RoomVersion version, ServerName server, SigningKey key) {
        this.version = version;
        this.server = server;
        this.key = key;
    }

    /**
     * @param originServerTs milliseconds since 1970
     * @throws InvalidEventException if the event breaks the format of the room version, for example by its size
     */
    public Pdu build(EventTemplate template, EventPosition position, long originServerTs) {
        return seal(unsealed(version, template, position, originServerTs));
    }

    /**
     * Hashes and signs an event given as a tree, such as the template of another server's {@code make_join}. The tree itself stays
     * as it is; hashes and signatures in it are replaced.
     *
     * @throws InvalidEventException if the event breaks the format of the room version
     */
    public Pdu seal(ObjectNode unsealed) {
        ObjectNode event = JsonNodes.shallowCopy(unsealed);
        event.remove(MADE_HERE);
        try {
            if (version.givesEventIds()) {
                event.put("event_id", newId(event).value());
            }
            PduFormat.check(version, event);
            byte[] bare = CanonicalJson.bytes(event, version.strictCanonicalJson());
            event.putObject("hashes").put("sha256", UnpaddedBase64.encode(EventHashes.sha256(bare)));
            byte[] signed = EventHashes.signedBytes(version, event);
            JsonSignatures.put(event, server.value(), key.id(), UnpaddedBase64.encode(key.sign(signed)));
            byte[] canonical = CanonicalObject.of(bare).with(Map.of(
                    "hashes", CanonicalJson.bytes(event.get("hashes")),
                    "signatures", CanonicalJson.bytes(event.get("signatures"))));
            PduFormat.checkSize(canonical);
            return Pdu.checked(version, EventHashes.eventId(version, event, signed), canonical, event);
        } catch (InvalidJsonException e) {
            throw InvalidEventException.malformed(e.getMessage());
        }
    }

    /** An id that no other event has, because no other event has this content at this place. Spec: rooms/v1, "Event IDs". */
    private EventId newId(ObjectNode event) {
        byte[] bytes = CanonicalJson.bytes(event, version.strictCanonicalJson());
        return new EventId("$" + UnpaddedBase64.encodeUrlSafe(EventHashes.sha256(bytes)) + ":" + server.value());
    }

    /** The event without hashes and signatures: what {@code make_join} and its like hand out. */
    public static ObjectNode unsealed(RoomVersion version, EventTemplate template, EventPosition position, long originServerTs) {
        ObjectNode event = JsonNodes.object();
        event.set("auth_events", EventReferences.write(version, position.authEvents(), position.hashes()));
        event.set("content", template.content());
        event.put("depth", position.depth());
        event.put("origin_server_ts", originServerTs);
        event.set("prev_events", EventReferences.write(version, position.prevEvents(), position.hashes()));
        template.redacts().ifPresent(id -> event.put("redacts", id.value()));
        position.room().ifPresent(room -> event.put("room_id", room.value()));
        event.put("sender", template.sender().value());
        template.stateKey().ifPresent(stateKey -> event.put("state_key", stateKey));
        event.put("type", template.type());
        return event;
    }
}
