package org.colloque.protocol.auth;

import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * Who may do what in a room: its power levels with every default filled in.
 *
 * <p>Reads the event's content where it stands, so making one costs nothing that grows with the number of users.
 * Values that are no levels in the room's version count as absent.
 *
 * <p>Spec: client-server-api, "m.room.power_levels"; server-server-api, "Checks performed on receipt of a PDU"; rooms/v12, "Authorisation rules".
 */
public final class PowerLevels {
    /** The level of a room's creators from room version 12 on: above every number that an event can hold. */
    public static final long INFINITE = Long.MAX_VALUE;

    private static final long LEVEL_OF_CREATOR_WITHOUT_EVENT = 100;
    private static final long DEFAULT_MODERATION_LEVEL = 50;
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Set<String> privilegedCreators;
    private final String creatorWithoutEvent;
    private final JsonNode content;
    private final LevelFormat format;

    private PowerLevels(Set<String> privilegedCreators, String creatorWithoutEvent, JsonNode content, LevelFormat format) {
        this.privilegedCreators = privilegedCreators;
        this.creatorWithoutEvent = creatorWithoutEvent;
        this.content = content;
        this.format = format;
    }

    /**
     * The levels of a room.
     *
     * @param create      the room's create event
     * @param powerLevels the current {@code m.room.power_levels} event, or empty when the room has none: the defaults apply
     */
    public static PowerLevels of(RoomVersion version, Pdu create, Optional<Pdu> powerLevels) {
        String creator = powerLevels.isPresent() ? "" : UserIds.creatorOf(version, create);
        ObjectNode content = powerLevels.map(Pdu::content).orElse(NOTHING);
        return new PowerLevels(UserIds.privilegedCreatorsOf(version, create), creator, content, LevelFormat.of(version));
    }

    /** The user's level; {@link #INFINITE} for the creators of a room of version 12 or later. */
    public long userLevel(UserId user) {
        return levelOf(user.value());
    }

    /** As {@link #userLevel}, for a state key or a piece of content that need not be a valid user id. */
    long levelOf(String user) {
        if (privilegedCreators.contains(user)) {
            return INFINITE;
        }
        if (!creatorWithoutEvent.isEmpty() && creatorWithoutEvent.equals(user) && privilegedCreators.isEmpty()) {
            return LEVEL_OF_CREATOR_WITHOUT_EVENT;
        }
        return entry("users", user, usersDefault());
    }

    /** Whether this user's level is {@link #INFINITE}. */
    public boolean isPrivilegedCreator(UserId user) {
        return privilegedCreators.contains(user.value());
    }

    /** The required power level to send an event of this type. Membership events and invites have levels of their own instead. */
    public long eventLevel(String type, boolean isState) {
        return entry("events", type, isState ? stateDefault() : eventsDefault());
    }

    public long usersDefault() {
        return level(content, "users_default", 0);
    }

    public long eventsDefault() {
        return level(content, "events_default", 0);
    }

    public long stateDefault() {
        return level(content, "state_default", DEFAULT_MODERATION_LEVEL);
    }

    public long invite() {
        return level(content, "invite", 0);
    }

    public long kick() {
        return level(content, "kick", DEFAULT_MODERATION_LEVEL);
    }

    public long ban() {
        return level(content, "ban", DEFAULT_MODERATION_LEVEL);
    }

    public long redact() {
        return level(content, "redact", DEFAULT_MODERATION_LEVEL);
    }

    /** The level that a sender needs to notify everybody in this way, such as {@code room}. */
    public long notification(String key) {
        return entry("notifications", key, DEFAULT_MODERATION_LEVEL);
    }

    private long entry(String map, String key, long otherwise) {
        JsonNode entries = content.get(map);
        return entries == null ? otherwise : level(entries, key, otherwise);
    }

    private long level(JsonNode object, String key, long otherwise) {
        return format.read(object.get(key)).orElse(otherwise);
    }
}
