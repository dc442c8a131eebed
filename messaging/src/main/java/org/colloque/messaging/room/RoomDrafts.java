package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.EventDraft;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** The first events of a new room, in the order that the specification gives. Spec: client-server-api, "Creation". */
final class RoomDrafts {

    private static final int CREATOR_LEVEL = 100;
    private static final int TOMBSTONE_LEVEL = 150;

    /** Each member of a room may start or join a call in it. Proposals: MSC3401, MSC4143. */
    private static final String CALL_MEMBER = "org.matrix.msc3401.call.member";

    private final CreateRoom request;
    private final List<EventDraft> drafts = new ArrayList<>();

    private RoomDrafts(CreateRoom request) {
        this.request = request;
    }

    /** All events up to the invites; {@code member} is the creator's member content without the membership. */
    static List<EventDraft> of(CreateRoom request, ObjectNode member) {
        RoomDrafts drafts = new RoomDrafts(request);
        drafts.add(EventTypes.CREATE, drafts.create());
        drafts.add(new StateKey(EventTypes.MEMBER, request.creator().value()), member.put("membership", "join"));
        drafts.add(EventTypes.POWER_LEVELS, drafts.powerLevels());
        request.alias().ifPresent(alias -> drafts.add(EventTypes.CANONICAL_ALIAS, object().put("alias", alias.value())));
        drafts.presetAndInitialState().forEach(drafts::add);
        request.name().ifPresent(name -> drafts.add(EventTypes.NAME, object().put("name", name)));
        request.topic().ifPresent(topic -> drafts.add(EventTypes.TOPIC, topicContent(topic)));
        return drafts.drafts;
    }

    private void add(String type, ObjectNode content) {
        add(new StateKey(type, ""), content);
    }

    private void add(StateKey slot, ObjectNode content) {
        drafts.add(EventDraft.state(request.creator(), slot.type(), slot.stateKey(), content));
    }

    private ObjectNode create() {
        ObjectNode content = request.creationContent().deepCopy();
        content.remove("creator");
        content.put("room_version", request.version().id());
        if (!request.version().implicitRoomCreator()) {
            content.put("creator", request.creator().value());
        }
        if (request.version().privilegedCreators() && request.preset() == CreateRoom.Preset.TRUSTED_PRIVATE_CHAT) {
            addCreators(content);
        }
        return content;
    }

    private void addCreators(ObjectNode content) {
        Set<String> creators = new LinkedHashSet<>();
        content.path("additional_creators").forEach(creator -> creators.add(creator.asText()));
        request.invite().forEach(invited -> creators.add(invited.value()));
        creators.remove(request.creator().value());
        if (!creators.isEmpty()) {
            var list = content.putArray("additional_creators");
            creators.forEach(list::add);
        }
    }

    private ObjectNode powerLevels() {
        boolean privileged = request.version().privilegedCreators();
        ObjectNode content = object();
        content.put("users_default", 0).put("events_default", 0).put("state_default", 50);
        content.put("ban", 50).put("kick", 50).put("redact", 50);
        content.put("invite", request.preset() == CreateRoom.Preset.PUBLIC_CHAT ? 50 : 0);
        content.put("historical", CREATOR_LEVEL);
        ObjectNode events = content.putObject("events");
        events.put(EventTypes.NAME, 50).put(EventTypes.AVATAR, 50).put(EventTypes.CANONICAL_ALIAS, 50);
        events.put(EventTypes.POWER_LEVELS, 100).put(EventTypes.HISTORY_VISIBILITY, 100);
        events.put(EventTypes.ENCRYPTION, 100).put(EventTypes.SERVER_ACL, 100);
        events.put(EventTypes.TOMBSTONE, privileged ? TOMBSTONE_LEVEL : CREATOR_LEVEL);
        events.put(CALL_MEMBER, 0);
        ObjectNode users = content.putObject("users");
        if (!privileged) {
            users.put(request.creator().value(), CREATOR_LEVEL);
            if (request.preset() == CreateRoom.Preset.TRUSTED_PRIVATE_CHAT) {
                request.invite().forEach(invited -> users.put(invited.value(), CREATOR_LEVEL));
            }
        }
        request.powerLevelOverride().ifPresent(content::setAll);
        return content;
    }

    private Map<StateKey, ObjectNode> presetAndInitialState() {
        Map<StateKey, ObjectNode> state = new LinkedHashMap<>();
        state.put(new StateKey(EventTypes.JOIN_RULES, ""), object().put("join_rule", request.preset().joinRule()));
        state.put(new StateKey(EventTypes.HISTORY_VISIBILITY, ""), object().put("history_visibility", "shared"));
        state.put(new StateKey(EventTypes.GUEST_ACCESS, ""), object().put("guest_access", request.preset().guestAccess()));
        request.initialState().forEach(initial -> state.put(initial.slot(), initial.content()));
        request.name().ifPresent(name -> state.remove(new StateKey(EventTypes.NAME, "")));
        request.topic().ifPresent(topic -> state.remove(new StateKey(EventTypes.TOPIC, "")));
        return state;
    }

    private static ObjectNode topicContent(String topic) {
        ObjectNode content = object().put("topic", topic);
        content.putObject("m.topic").putArray("m.text").addObject().put("body", topic).put("mimetype", "text/plain");
        return content;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
