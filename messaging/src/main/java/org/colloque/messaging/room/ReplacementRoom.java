package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * The first events of the room that takes another one's place. The power levels come last: until then the creator may set everything.
 * Spec: client-server-api, "Room Upgrades".
 */
final class ReplacementRoom {

    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);
    private static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);
    private static final List<String> TRANSFERRED = List.of(EventTypes.JOIN_RULES, EventTypes.HISTORY_VISIBILITY, EventTypes.GUEST_ACCESS,
            EventTypes.NAME, EventTypes.TOPIC, EventTypes.AVATAR, EventTypes.ENCRYPTION, EventTypes.SERVER_ACL, EventTypes.CANONICAL_ALIAS);
    private static final Set<String> OF_THE_OLD_ROOM = Set.of("creator", "room_version", "additional_creators", "predecessor");
    private static final String SPACE = "m.space";

    private final RoomHead old;
    private final UserId creator;
    private final RoomVersion version;
    private final Set<UserId> additionalCreators;
    private final Map<StateKey, Pdu> state;

    ReplacementRoom(RoomHead old, List<StoredEvent> state, UserId creator, RoomVersion version, Set<UserId> additionalCreators) {
        this.old = old;
        this.creator = creator;
        this.version = version;
        this.additionalCreators = version.privilegedCreators() ? additionalCreators : Set.of();
        this.state = state.stream().map(StoredEvent::pdu).collect(Collectors.toMap(pdu -> pdu.slot().orElseThrow(), Function.identity()));
    }

    /** {@code member} is the creator's member content without the membership. */
    List<EventDraft> drafts(ObjectNode member) {
        List<EventDraft> drafts = new ArrayList<>();
        drafts.add(draft(CREATE, create()));
        drafts.add(draft(StateKey.member(creator), member.put("membership", "join")));
        TRANSFERRED.forEach(type -> transfer(StateKey.of(type)).ifPresent(drafts::add));
        state.values().stream().filter(this::belongsToTheNewRoom).map(pdu -> draft(pdu.slot().orElseThrow(), pdu.content())).forEach(drafts::add);
        Optional.ofNullable(state.get(POWER_LEVELS)).ifPresent(levels -> drafts.add(draft(POWER_LEVELS, powerLevels(levels))));
        return drafts;
    }

    private Optional<EventDraft> transfer(StateKey slot) {
        return Optional.ofNullable(state.get(slot)).map(event -> draft(slot, event.content()));
    }

    /** Bans, and the children of a space. */
    private boolean belongsToTheNewRoom(Pdu event) {
        return event.type().equals(EventTypes.MEMBER) && event.membership().filter("ban"::equals).isPresent()
            || event.type().equals(EventTypes.SPACE_CHILD) && state.get(CREATE).content().path("type").asText().equals(SPACE);
    }

    private ObjectNode create() {
        ObjectNode content = state.get(CREATE).content().deepCopy();
        content.remove(OF_THE_OLD_ROOM);
        content.put("room_version", version.id());
        if (!version.implicitRoomCreator()) {
            content.put("creator", creator.value());
        }
        if (!additionalCreators.isEmpty()) {
            var list = content.putArray("additional_creators");
            additionalCreators.forEach(added -> list.add(added.value()));
        }
        ObjectNode predecessor = content.putObject("predecessor").put("room_id", old.roomId().value());
        old.extremities().stream().map(EventRef::eventId).findFirst().ifPresent(last -> predecessor.put("event_id", last.value()));
        return content;
    }

    /** Creators whose power is endless are not listed; those of the old room, where the new one knows no such power, get the highest level. */
    private ObjectNode powerLevels(Pdu levels) {
        ObjectNode content = new PowerLevelTransfer(levels.content()).toIntegers();
        ObjectNode users = content.get("users") instanceof ObjectNode listed ? listed : content.putObject("users");
        if (version.privilegedCreators()) {
            users.remove(creator.value());
            additionalCreators.forEach(added -> users.remove(added.value()));
        } else if (old.version().privilegedCreators()) {
            Pdu create = state.get(CREATE);
            users.put(create.sender().value(), PowerLevelTransfer.CREATOR_LEVEL);
            create.content().path("additional_creators").forEach(added -> users.put(added.asText(), PowerLevelTransfer.CREATOR_LEVEL));
        }
        return content;
    }

    private EventDraft draft(StateKey slot, ObjectNode content) {
        return EventDraft.state(creator, slot.type(), slot.stateKey(), content);
    }

    static ObjectNode tombstone(RoomId replacement) {
        return JsonNodeFactory.instance.objectNode().put("body", "This room has been replaced").put("replacement_room", replacement.value());
    }
}
