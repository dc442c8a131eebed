package org.colloque.messaging.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.colloque.protocol.event.ClientEvents;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;

/**
 * An event as clients get it, put together once: all but what differs from client to client.
 *
 * @param core     the event without {@code room_id} and {@code unsigned}
 * @param unsigned what all clients see in {@code unsigned}, without braces
 * @param membershipBefore for a membership: what it was before
 */
record RenderedEvent(byte[] core, byte[] unsigned, long originServerTs, String membershipBefore) {

    /** About how many bytes {@link Seen} takes. */
    private static final int SEEN = 120;

    /** What differs from client to client. Spec: client-server-api, "Room event format", {@code UnsignedData}. */
    record Seen(long now, String membership, Optional<String> transaction, Optional<byte[]> relations) {
    }

    static RenderedEvent of(Pdu pdu, Optional<Pdu> replaced, Optional<Pdu> redaction) {
        ObjectNode unsigned = JsonNodes.object();
        replaced.ifPresent(before -> {
            unsigned.set("prev_content", before.content());
            unsigned.put("prev_sender", before.sender().value());
            unsigned.put("replaces_state", before.eventId().value());
        });
        redaction.ifPresent(by -> unsigned.set("redacted_because", ClientEvents.tree(by, Optional.empty())));
        byte[] braced = CanonicalJson.lenientBytes(unsigned);
        byte[] bare = new String(braced, 1, braced.length - 2, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return new RenderedEvent(ClientEvents.core(pdu), bare, pdu.originServerTs(),
                replaced.flatMap(Pdu::membership).orElse(RoomMembership.LEAVE));
    }

    int expectedSize() {
        return core.length + unsigned.length + SEEN;
    }

    void write(JsonBytes out, Seen seen) {
        out.openObject(core).key("unsigned").open('{').key("age").number(Math.max(0, seen.now() - originServerTs))
                .key("membership").text(seen.membership());
        seen.transaction().ifPresent(id -> out.key("transaction_id").text(id));
        seen.relations().ifPresent(told -> out.key("m.relations").value(told));
        out.members(unsigned).close('}').close('}');
    }
}
