package org.colloque.protocol.push;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.glob.Glob;
import org.colloque.protocol.id.UserId;

/**
 * An event that is to be held against the rules of many users. It remembers what is the same for all of them, so the
 * contexts that it is used with are all of the same room at the same time. For one thread at a time.
 */
public final class PushEvent {
    private static final JsonNode ABSENT = MissingNode.getInstance();

    private final ObjectNode event;
    private final String roomId;
    private final String sender;
    private int[] body;
    private long asked;
    private long holds;
    private Set<String> mentioned;
    private Bystanders bystanders;

    /** What the default rules come to for whoever the event does not name, in a room like this. */
    private record Bystanders(int memberCount, long senderPowerLevel, PushOutcome outcome) {
    }

    private PushEvent(ObjectNode event, String roomId, String sender) {
        this.event = event;
        this.roomId = roomId;
        this.sender = sender;
    }

    public static PushEvent of(Pdu event) {
        return new PushEvent(event.json(), event.roomId().value(), event.sender().value());
    }

    /** An event in the format of the client-server API, with its {@code room_id}. */
    public static PushEvent of(ObjectNode clientEvent) {
        return new PushEvent(clientEvent, clientEvent.path("room_id").asText(), clientEvent.path("sender").asText());
    }

    String roomId() {
        return roomId;
    }

    String sender() {
        return sender;
    }

    /** The property at this path, or a missing node. */
    JsonNode property(List<String> path) {
        JsonNode node = event;
        for (String key : path) {
            node = node.isObject() ? node.path(key) : ABSENT;
        }
        return node;
    }

    /** Whether the default rules may treat this user in another way than the rest of the room: a membership change or a mention. */
    boolean concerns(UserId user) {
        return isMembership() || mentioned().contains(user.value());
    }

    private boolean isMembership() {
        return event.path("type").asText().equalsIgnoreCase(EventTypes.MEMBER);
    }

    private Set<String> mentioned() {
        if (mentioned == null) {
            JsonNode users = event.path("content").path("m.mentions").path("user_ids");
            mentioned = users.isArray()
                    ? users.valueStream().filter(JsonNode::isTextual).map(JsonNode::textValue).collect(Collectors.toSet())
                    : Set.of();
        }
        return mentioned;
    }

    /** What these default rules come to for a user whom the event does not concern; the same for all such users of the room. */
    PushOutcome forBystanders(PushContext context, PushRuleset defaults) {
        Bystanders known = bystanders;
        if (known == null || known.memberCount() != context.memberCount() || known.senderPowerLevel() != context.senderPowerLevel()) {
            known = new Bystanders(context.memberCount(), context.senderPowerLevel(), defaults.compiled().firstMatch(this, context));
            bystanders = known;
        }
        return known.outcome();
    }

    /** The characters of {@code content.body} as patterns are held against them, or empty when it is no string. */
    Optional<int[]> body() {
        if (body == null) {
            JsonNode text = event.path("content").path("body");
            if (!text.isTextual()) {
                return Optional.empty();
            }
            body = Glob.characters(text.textValue(), true);
        }
        return Optional.of(body);
    }

    /** What the condition with this number, from 0 to 63, comes to; asked once an event. */
    boolean remembered(int number, Condition condition, PushContext context) {
        long bit = 1L << number;
        if ((asked & bit) == 0) {
            asked |= bit;
            holds |= condition.holds(this, context) ? bit : 0;
        }
        return (holds & bit) != 0;
    }
}
