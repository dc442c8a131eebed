package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.room.Memberships;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** The rooms of a tree that only other servers know. What they say is used for showing only. */
@ApplicationScoped
class DistantSpaces {

    private static final Set<String> OPEN = Set.of("public", "knock", "knock_restricted");
    private static final Set<String> INVITED = Set.of("invite", "knock");
    private static final int SERVERS_TO_ASK = 3;

    private final RemoteSpaces remote;
    private final Memberships memberships;

    DistantSpaces(RemoteSpaces remote, Memberships memberships) {
        this.remote = remote;
        this.memberships = memberships;
    }

    /** What a server told of a room: itself, summaries of its children, and those children that nobody may see. */
    record Told(SpaceRoom room, Map<RoomId, ObjectNode> children, Set<RoomId> inaccessible) {
    }

    /** Asks the servers one after the other until one answers; empty when none shows the room. */
    Uni<Optional<Told>> ask(RoomId room, List<ServerName> via, boolean suggestedOnly) {
        return ask(room, via.stream().distinct().limit(SERVERS_TO_ASK).toList(), 0, suggestedOnly);
    }

    private Uni<Optional<Told>> ask(RoomId room, List<ServerName> servers, int next, boolean suggestedOnly) {
        if (next >= servers.size()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return remote.hierarchy(servers.get(next), room, suggestedOnly).map(body -> read(room, body))
                .onFailure().recoverWithItem(Optional.empty())
                .chain(told -> told.isPresent() ? Uni.createFrom().item(told) : ask(room, servers, next + 1, suggestedOnly));
    }

    /** Whether the user may enter a room of this summary, or is in it or invited to it. */
    Uni<Boolean> mayEnter(UserId user, RoomId room, ObjectNode summary) {
        if (summary.path("world_readable").asBoolean(false) || OPEN.contains(summary.path("join_rule").asText("public"))) {
            return Uni.createFrom().item(true);
        }
        List<RoomId> allowed = summary.path("allowed_room_ids").valueStream().flatMap(id -> roomId(id).stream()).toList();
        return memberships.of(user, room).chain(now -> now.filter(found -> INVITED.contains(found.membership())).isPresent()
                ? Uni.createFrom().item(true) : memberships.joinedToAny(user, allowed));
    }

    private static Optional<Told> read(RoomId room, ObjectNode body) {
        if (!(body.get("room") instanceof ObjectNode summary) || !roomId(summary.path("room_id")).equals(Optional.of(room))) {
            return Optional.empty();
        }
        Map<RoomId, ObjectNode> children = new HashMap<>();
        body.path("children").valueStream().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast)
                .forEach(child -> roomId(child.path("room_id")).ifPresent(id -> children.put(id, child)));
        Set<RoomId> inaccessible = new HashSet<>();
        body.path("inaccessible_children").forEach(id -> roomId(id).ifPresent(inaccessible::add));
        return Optional.of(new Told(room(summary), children, inaccessible));
    }

    private static SpaceRoom room(ObjectNode summary) {
        List<SpaceChild> children = summary.path("children_state").valueStream().flatMap(event -> SpaceChild.of(event).stream())
                .sorted(SpaceChild.ORDER).toList();
        return new SpaceRoom(summary, children);
    }

    private static Optional<RoomId> roomId(JsonNode id) {
        try {
            return id.isTextual() ? Optional.of(new RoomId(id.textValue())) : Optional.empty();
        } catch (InvalidIdentifierException noRoom) {
            return Optional.empty();
        }
    }
}
