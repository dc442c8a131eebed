package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventReferences;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/**
 * What {@code make_join}, {@code make_leave} or {@code make_knock} of another server proposed. The event that is signed is built
 * here: of the proposal it takes the place in the graph and the voucher of a restricted join, and nothing else.
 *
 * @param position where the event goes
 * @param content  the content to sign
 */
record MembershipTemplate(RoomVersion version, EventPosition position, ObjectNode content) {

    private static final String VOUCHER = "join_authorised_via_users_server";

    /** Fails with {@code M_UNKNOWN} (502) when the proposal is not for this membership of this user in this room. */
    static MembershipTemplate read(ObjectNode answer, RoomId room, UserId user, String membership, ObjectNode content) {
        RoomVersion version = RoomVersions.find(answer.path("room_version").asText("1"))
                .orElseThrow(() -> new MatrixException(Errcode.M_INCOMPATIBLE_ROOM_VERSION,
                        "The room has a version that this server does not know."));
        JsonNode event = answer.path("event");
        boolean asked = event.path("type").asText().equals(EventTypes.MEMBER)
                && event.path("room_id").asText().equals(room.value())
                && event.path("sender").asText().equals(user.value())
                && event.path("state_key").asText().equals(user.value())
                && event.path("content").path("membership").asText().equals(membership)
                && !RemotePdus.ids(event.path("prev_events")).isEmpty()
                && event.path("depth").canConvertToExactIntegral() && event.path("depth").canConvertToLong() && event.path("depth").longValue() >= 0;
        if (!asked) {
            throw notAskedFor();
        }
        EventPosition position = position(version, room, event);
        ObjectNode own = JsonNodes.shallowCopy(content).put("membership", membership);
        if (membership.equals("join")) {
            JsonNodes.text(event.path("content"), VOUCHER).ifPresent(voucher -> own.put(VOUCHER, UserId.parse(voucher).value()));
        }
        return new MembershipTemplate(version, position, own);
    }

    static MatrixException notAskedFor() {
        return new MatrixException(Errcode.M_UNKNOWN, "The other server proposed an event that was not asked for.").withStatus(502);
    }

    private static EventPosition position(RoomVersion version, RoomId room, JsonNode event) {
        List<EventId> previous = RemotePdus.ids(event.path("prev_events"));
        List<EventId> auth = RemotePdus.ids(event.path("auth_events"));
        Map<EventId, String> hashes = new HashMap<>(EventReferences.hashesIn(event.path("prev_events")));
        hashes.putAll(EventReferences.hashesIn(event.path("auth_events")));
        if (version.givesEventIds()) {
            // Servers in the field leave the hash of some events out ("[id, {}]"); nobody checks it, so what is proposed is signed.
            Stream.concat(previous.stream(), auth.stream()).forEach(id -> hashes.putIfAbsent(id, EventReferences.LEFT_OUT));
        }
        return EventPosition.in(room, event.path("depth").longValue(), previous, auth).hashed(hashes);
    }

    EventTemplate event(UserId user) {
        return EventTemplate.state(user, EventTypes.MEMBER, user.value(), content);
    }
}
