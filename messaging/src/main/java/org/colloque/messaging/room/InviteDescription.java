package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import org.colloque.messaging.event.RoomHead;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** What an identity server is told of a room and of who invites, for the mail that it writes. Spec: identity-service-api, "Invitation storage". */
@Singleton
class InviteDescription {

    /** By the name that a summary has for it. */
    private static final Map<String, String> ROOM = Map.of("canonical_alias", "room_alias", "avatar_url", "room_avatar_url",
            "join_rule", "room_join_rules", "name", "room_name", "room_type", "room_type");
    private static final Map<String, String> SENDER = Map.of("displayname", "sender_display_name", "avatar_url", "sender_avatar_url");

    private final RoomSummaries summaries;
    private final MemberProfiles profiles;

    InviteDescription(RoomSummaries summaries, MemberProfiles profiles) {
        this.summaries = summaries;
        this.profiles = profiles;
    }

    Uni<ObjectNode> of(UserId sender, RoomHead head) {
        return summaries.published(head, head.members().joined()).chain(room -> profiles.memberContent(sender).map(profile -> {
            ObjectNode about = JsonNodes.object().put("room_id", head.roomId().value()).put("sender", sender.value());
            copy(room, about, ROOM);
            copy(profile, about, SENDER);
            return about;
        }));
    }

    private static void copy(ObjectNode from, ObjectNode to, Map<String, String> names) {
        names.forEach((name, told) -> JsonNodes.text(from, name).ifPresent(value -> to.put(told, value)));
    }
}
