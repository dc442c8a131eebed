package org.colloque.messaging.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.RoomId;

/**
 * Which events of one kind are wanted. Spec: client-server-api, "Filtering", {@code EventFilter} and {@code RoomEventFilter}.
 *
 * @param limit       the most events wanted
 * @param containsUrl whether only events with ({@code true}) or without ({@code false}) {@code content.url} are wanted
 */
public record EventFilter(NameFilter types, NameFilter senders, NameFilter rooms, OptionalInt limit, Optional<Boolean> containsUrl,
        Members members, boolean threadCounts) {

    /** Everything is wanted. */
    public static final EventFilter ALL = parse(new JsonBody(JsonNodeFactory.instance.objectNode()));

    private static final int MOST = 1_000;

    /** Which membership events are wanted. Spec: client-server-api, "Lazy-loading room members". */
    public enum Members {
        ALL, LAZY, LAZY_REDUNDANT
    }

    /** @throws org.colloque.messaging.error.MatrixException {@code M_BAD_JSON} if it is no filter */
    public static EventFilter parse(JsonBody json) {
        return new EventFilter(NameFilter.parse(json, "types", NameFilter::wildcards), NameFilter.parse(json, "senders", NameFilter::ids),
                NameFilter.parse(json, "rooms", NameFilter::ids), limit(json), optionalFlag(json, "contains_url"), members(json),
                json.flag("unread_thread_notifications", false));
    }

    public boolean lazyMembers() {
        return members != Members.ALL;
    }

    public boolean admitsRoom(RoomId room) {
        return rooms.admits(room.value());
    }

    /** Whether an event that is no room's is wanted. */
    public boolean admits(String type) {
        return types.admits(type);
    }

    public boolean admits(String type, String sender, ObjectNode content) {
        return types.admits(type) && senders.admits(sender) && containsUrl.map(wanted -> wanted == content.has("url")).orElse(true);
    }

    /** Whether there are events that cannot pass. */
    public boolean isPartial() {
        return types.isPartial() || senders.isPartial() || rooms.isPartial() || containsUrl.isPresent();
    }

    private static OptionalInt limit(JsonBody json) {
        var limit = json.optionalInteger("limit");
        if (limit.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.clamp(limit.getAsLong(), 0, MOST));
    }

    private static Members members(JsonBody json) {
        boolean redundant = json.flag("include_redundant_members", false);
        if (!json.flag("lazy_load_members", false)) {
            return Members.ALL;
        }
        return redundant ? Members.LAZY_REDUNDANT : Members.LAZY;
    }

    private static Optional<Boolean> optionalFlag(JsonBody json, String field) {
        JsonNode value = json.json().get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(json.flag(field, false));
    }
}
