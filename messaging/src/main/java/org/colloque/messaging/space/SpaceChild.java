package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.event.ClientEvents;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/**
 * A room that a space names as its child.
 *
 * @param via      servers that may know the room; never empty: without any it is no child
 * @param stripped the {@code m.space.child} event as those see it who are not in the space, with {@code origin_server_ts}
 */
record SpaceChild(RoomId room, List<ServerName> via, ObjectNode stripped) {

    private static final int LONGEST_ORDER = 50;

    /** The order in which children are shown. Spec: client-server-api, "Ordering of children within a space". */
    static final Comparator<SpaceChild> ORDER = Comparator
            .comparing((SpaceChild child) -> child.order().isEmpty())
            .thenComparing(child -> child.order().orElse(""))
            .thenComparingLong(child -> child.stripped.path("origin_server_ts").asLong())
            .thenComparing(child -> child.room.value());

    /** The child that an event of this server's store names. */
    static Optional<SpaceChild> of(Pdu event) {
        return of(ClientEvents.stripped(event).put("origin_server_ts", event.originServerTs()));
    }

    /** The child that a stripped event names, wherever it comes from. */
    static Optional<SpaceChild> of(JsonNode stripped) {
        if (!(stripped instanceof ObjectNode event) || !event.path("type").asText().equals(EventTypes.SPACE_CHILD)) {
            return Optional.empty();
        }
        try {
            RoomId room = new RoomId(event.path("state_key").asText());
            List<ServerName> via = event.path("content").path("via").valueStream().filter(JsonNode::isTextual)
                    .flatMap(name -> server(name.textValue()).stream()).toList();
            return via.isEmpty() ? Optional.empty() : Optional.of(new SpaceChild(room, via, event));
        } catch (InvalidIdentifierException noRoom) {
            return Optional.empty();
        }
    }

    boolean suggested() {
        return stripped.path("content").path("suggested").asBoolean(false);
    }

    private Optional<String> order() {
        return Optional.ofNullable(stripped.path("content").path("order").textValue())
                .filter(order -> !order.isEmpty() && order.length() <= LONGEST_ORDER && order.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    private static Optional<ServerName> server(String name) {
        try {
            return Optional.of(new ServerName(name));
        } catch (InvalidIdentifierException noServer) {
            return Optional.empty();
        }
    }
}
