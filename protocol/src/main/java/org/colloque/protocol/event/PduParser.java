package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;

/** Reads events of other servers. Spec: server-server-api, "Checks performed on receipt of a PDU", check 1. */
public final class PduParser {
    private static final Set<String> NOT_STORED = Set.of("event_id", "unsigned");
    private static final Set<String> NOT_STORED_WITH_GIVEN_ID = Set.of("unsigned");

    private PduParser() {
    }

    /** @throws InvalidEventException if this is not an event of the room version */
    public static Pdu parse(RoomVersion version, byte[] json) {
        try {
            return parse(version, MatrixJson.parseObject(json, MatrixJson.MAX_FEDERATION_DEPTH));
        } catch (InvalidJsonException e) {
            throw InvalidEventException.malformed(e.getMessage());
        }
    }

    /**
     * The tree stays as it is and must not be changed afterwards.
     *
     * @throws InvalidEventException if this is not an event of the room version
     */
    public static Pdu parse(RoomVersion version, ObjectNode json) {
        ObjectNode event = JsonNodes.shallowCopy(json);
        event.remove(version.givesEventIds() ? NOT_STORED_WITH_GIVEN_ID : NOT_STORED);
        PduFormat.check(version, event);
        PduFormat.checkSealed(event);
        try {
            byte[] canonical = CanonicalJson.bytes(event, version.strictCanonicalJson());
            PduFormat.checkSize(canonical);
            return Pdu.checked(version, EventHashes.eventId(version, event), canonical, event);
        } catch (InvalidJsonException e) {
            throw InvalidEventException.malformed(e.getMessage());
        }
    }
}
