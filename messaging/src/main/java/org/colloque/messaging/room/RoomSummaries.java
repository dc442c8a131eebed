package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;

/** A room in a few words, as directories and previews show it. Spec: client-server-api, "PublishedRoomsChunk", "RoomSummary". */
@ApplicationScoped
public class RoomSummaries {

    private static final Set<StateKey> SLOTS = Stream.of(EventTypes.CREATE, EventTypes.NAME, EventTypes.TOPIC, EventTypes.AVATAR,
                    EventTypes.CANONICAL_ALIAS, EventTypes.JOIN_RULES, EventTypes.HISTORY_VISIBILITY, EventTypes.GUEST_ACCESS,
                    EventTypes.ENCRYPTION)
            .map(type -> new StateKey(type, "")).collect(Collectors.toUnmodifiableSet());

    private final RoomReads reads;

    RoomSummaries(RoomReads reads) {
        this.reads = reads;
    }

    /** The entry of a published room. */
    public Uni<ObjectNode> published(RoomHead head, long joinedMembers) {
        return reads.inState(head.state(), SLOTS).map(state -> {
            ObjectNode room = JsonNodes.object();
            room.put("room_id", head.roomId().value());
            room.put("num_joined_members", joinedMembers);
            text(state, EventTypes.NAME, "name", name -> room.put("name", name));
            text(state, EventTypes.TOPIC, "topic", topic -> room.put("topic", topic));
            text(state, EventTypes.AVATAR, "url", url -> room.put("avatar_url", url));
            text(state, EventTypes.CANONICAL_ALIAS, "alias", alias -> room.put("canonical_alias", alias));
            text(state, EventTypes.CREATE, "type", type -> room.put("room_type", type));
            room.put("join_rule", joinRule(state));
            room.put("world_readable", is(state, EventTypes.HISTORY_VISIBILITY, "history_visibility", "world_readable"));
            room.put("guest_can_join", is(state, EventTypes.GUEST_ACCESS, "guest_access", "can_join"));
            return room;
        });
    }

    /** The fields that a summary has beside those of a published room. */
    public Uni<ObjectNode> summary(RoomHead head, long joinedMembers) {
        return published(head, joinedMembers).chain(room -> reads.inState(head.state(), SLOTS).map(state -> {
            text(state, EventTypes.ENCRYPTION, "algorithm", algorithm -> room.put("encryption", algorithm));
            room.put("room_version", head.version().id());
            Optional.ofNullable(state.get(new StateKey(EventTypes.JOIN_RULES, "")))
                    .map(event -> event.pdu().content().path("allow")).filter(allow -> allow.isArray()).ifPresent(allow -> {
                        var rooms = room.putArray("allowed_room_ids");
                        allow.forEach(condition -> Optional.ofNullable(condition.path("room_id").textValue()).ifPresent(rooms::add));
                    });
            return room;
        }));
    }

    private static String joinRule(Map<StateKey, StoredEvent> state) {
        return value(state, EventTypes.JOIN_RULES, "join_rule").orElse("invite");
    }

    private static boolean is(Map<StateKey, StoredEvent> state, String type, String field, String expected) {
        return value(state, type, field).filter(expected::equals).isPresent();
    }

    private static void text(Map<StateKey, StoredEvent> state, String type, String field, Consumer<String> found) {
        value(state, type, field).filter(text -> !text.isEmpty()).ifPresent(found);
    }

    private static Optional<String> value(Map<StateKey, StoredEvent> state, String type, String field) {
        return Optional.ofNullable(state.get(new StateKey(type, "")))
                .map(event -> event.pdu().content().path(field).textValue());
    }
}
