package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;

/**
 * A persistent data unit: one event as servers exchange it. Immutable; the trees that it gives out are for reading only. What is
 * read out of the bytes is read when it is first asked for, so a Pdu that is only passed on is never parsed. Equal by event id.
 * Spec: rooms/v12, "Event format".
 */
public final class Pdu {
    private record Tree(ObjectNode root) {
    }

    private final RoomVersion roomVersion;
    private final EventId eventId;
    private final byte[] canonical;
    private Tree tree;
    private UserId sender;
    private RoomId roomId;
    private List<EventId> prevEvents;
    private List<EventId> authEvents;

    private Pdu(RoomVersion roomVersion, EventId eventId, byte[] canonical, Tree tree) {
        this.roomVersion = roomVersion;
        this.eventId = eventId;
        this.canonical = canonical;
        this.tree = tree;
    }

    /** An event as it was stored: {@link #canonical()} bytes and id of an event that was checked before. Nothing is hashed or checked. */
    public static Pdu stored(RoomVersion roomVersion, EventId eventId, byte[] canonical) {
        return new Pdu(roomVersion, eventId, canonical, null);
    }

    /** An event whose id is given instead of computed, with no check of its format: for tests and test vectors. */
    public static Pdu named(RoomVersion roomVersion, EventId eventId, ObjectNode event) {
        ObjectNode bare = JsonNodes.shallowCopy(event);
        bare.remove(List.of("event_id", "unsigned"));
        return new Pdu(roomVersion, eventId, CanonicalJson.lenientBytes(bare), new Tree(bare));
    }

    static Pdu checked(RoomVersion roomVersion, EventId eventId, byte[] canonical, ObjectNode tree) {
        return new Pdu(roomVersion, eventId, canonical, new Tree(tree));
    }

    public RoomVersion roomVersion() {
        return roomVersion;
    }

    public EventId eventId() {
        return eventId;
    }

    /** The room; for the create event of a version whose room ids are made so, the room that it creates. */
    public RoomId roomId() {
        if (roomId == null) {
            JsonNode value = json().get("room_id");
            roomId = value == null && roomVersion.createEventIsRoomId() ? RoomId.ofCreateEvent(eventId) : new RoomId(text("room_id"));
        }
        return roomId;
    }

    public UserId sender() {
        if (sender == null) {
            sender = new UserId(text("sender"));
        }
        return sender;
    }

    public String type() {
        return text("type");
    }

    /** Present if and only if this is a state event; often the empty text. */
    public Optional<String> stateKey() {
        return JsonNodes.text(json(), "state_key");
    }

    public boolean isState() {
        return json().has("state_key");
    }

    /** Whether this is a state event of this type and state key. */
    public boolean isState(String type, String stateKey) {
        return json().path("state_key").isTextual() && json().get("state_key").textValue().equals(stateKey) && type().equals(type);
    }

    /** The slot of the state that this event fills; empty if it is no state event. */
    public Optional<StateKey> slot() {
        return stateKey().map(key -> new StateKey(type(), key));
    }

    /** Shared: for reading only. */
    public ObjectNode content() {
        return json().get("content") instanceof ObjectNode content ? content : JsonNodes.object();
    }

    /** {@code content.membership}, if this is a membership event and it is a text. */
    public Optional<String> membership() {
        return type().equals(EventTypes.MEMBER) ? JsonNodes.text(content(), "membership") : Optional.empty();
    }

    /** Milliseconds since 1970, by the clock of the sender's server. */
    public long originServerTs() {
        return json().path("origin_server_ts").longValue();
    }

    public long depth() {
        return json().path("depth").longValue();
    }

    public List<EventId> prevEvents() {
        if (prevEvents == null) {
            prevEvents = EventReferences.ids(json().path("prev_events"));
        }
        return prevEvents;
    }

    public List<EventId> authEvents() {
        if (authEvents == null) {
            authEvents = EventReferences.ids(json().path("auth_events"));
        }
        return authEvents;
    }

    /** What this redaction redacts; empty for other events, and for a redaction that names no event. */
    public Optional<EventId> redacts() {
        if (!type().equals(EventTypes.REDACTION)) {
            return Optional.empty();
        }
        JsonNode holder = roomVersion.redactsInContent() ? content() : json();
        return JsonNodes.text(holder, "redacts").flatMap(EventId::find);
    }

    /**
     * The event as signed and as it goes over federation: canonical, with hashes and signatures, without {@code unsigned}, and
     * without {@code event_id} where that is a hash. Shared: for reading only.
     */
    public byte[] canonical() {
        return canonical;
    }

    /** The event as a tree of what {@link #canonical()} holds. Shared: for reading only. */
    public ObjectNode json() {
        Tree read = tree;
        if (read == null) {
            read = new Tree(MatrixJson.parseTrusted(canonical));
            tree = read;
        }
        return read.root;
    }

    /** The same event, with the same id, without what redaction removes. */
    public Pdu redacted() {
        ObjectNode redacted = Redaction.redact(roomVersion, json());
        return new Pdu(roomVersion, eventId, CanonicalJson.bytes(redacted, roomVersion.strictCanonicalJson()), new Tree(redacted));
    }

    private String text(String key) {
        JsonNode value = json().get(key);
        if (value == null || !value.isTextual()) {
            throw InvalidEventException.malformed("The event has no text under '" + key + "'.");
        }
        return value.textValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pdu pdu && eventId.equals(pdu.eventId);
    }

    @Override
    public int hashCode() {
        return eventId.hashCode();
    }

    @Override
    public String toString() {
        return type() + stateKey().map(key -> " (" + key + ")").orElse("") + " " + eventId + " by " + sender();
    }
}
