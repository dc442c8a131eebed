package org.colloque.bridge.federation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;

/** Which rooms are shown to a server before any of its users is in: those that one of them could enter. Spec: server-server-api, "Spaces". */
@ApplicationScoped
public class PeerPreviews {

    private static final StateKey JOIN_RULES = StateKey.of(EventTypes.JOIN_RULES);
    private static final StateKey HISTORY_VISIBILITY = StateKey.of(EventTypes.HISTORY_VISIBILITY);
    private static final Set<String> OPEN = Set.of("public", "knock", "knock_restricted");

    private final PeerAccess access;
    private final RoomReads reads;

    PeerPreviews(PeerAccess access, RoomReads reads) {
        this.access = access;
        this.reads = reads;
    }

    /** The room's head. Fails with {@code M_NOT_FOUND} when nobody of the server could see or enter the room. */
    public Uni<RoomHead> shown(ServerName peer, RoomId room) {
        return access.admitted(peer, room).call(head -> mayEnter(peer, head).invoke(may -> {
            if (!may) {
                throw MatrixException.notFound("There is no such room that " + peer + " may see.");
            }
        })).onFailure(PeerPreviews::isForbidden).transform(hidden -> MatrixException.notFound("There is no such room that " + peer + " may see."));
    }

    public Uni<Boolean> mayEnter(ServerName peer, RoomHead head) {
        if (head.members().joinedByServer().containsKey(peer)) {
            return Uni.createFrom().item(true);
        }
        return access.allowed(peer, head).chain(allowed -> !allowed ? Uni.createFrom().item(false)
                : reads.inState(head.state(), Set.of(JOIN_RULES, HISTORY_VISIBILITY)).chain(state -> isOpen(state)
                        ? Uni.createFrom().item(true) : invited(peer, head).chain(invited -> invited
                                ? Uni.createFrom().item(true) : isInOneOf(peer, allowedRooms(state)))));
    }

    private static boolean isOpen(Map<StateKey, StoredEvent> state) {
        return text(state, HISTORY_VISIBILITY, "history_visibility").filter("world_readable"::equals).isPresent()
            || text(state, JOIN_RULES, "join_rule").filter(OPEN::contains).isPresent();
    }

    private Uni<Boolean> invited(ServerName peer, RoomHead head) {
        Set<StateKey> members = head.state().entries().map(Map.Entry::getKey)
                .filter(slot -> slot.type().equals(EventTypes.MEMBER) && slot.stateKey().endsWith(":" + peer)).collect(java.util.stream.Collectors.toSet());
        return reads.inState(head.state(), members).map(found -> found.values().stream()
                .anyMatch(event -> event.pdu().membership().filter("invite"::equals).isPresent()));
    }

    private Uni<Boolean> isInOneOf(ServerName peer, List<RoomId> rooms) {
        boolean[] found = new boolean[1];
        return InTurn.each(rooms, room -> reads.head(room).invoke(head -> found[0] |= head
                .filter(known -> known.members().joinedByServer().containsKey(peer)).isPresent()).replaceWithVoid()).map(done -> found[0]);
    }

    private static List<RoomId> allowedRooms(Map<StateKey, StoredEvent> state) {
        return Optional.ofNullable(state.get(JOIN_RULES)).filter(rules -> rules.pdu().content().path("join_rule").asText().equals("restricted"))
                .stream().flatMap(rules -> rules.pdu().content().path("allow").valueStream())
                .flatMap(condition -> roomId(condition.path("room_id").asText()).stream()).toList();
    }

    private static Optional<String> text(Map<StateKey, StoredEvent> state, StateKey slot, String field) {
        return Optional.ofNullable(state.get(slot)).map(event -> event.pdu().content().path(field).textValue());
    }

    private static Optional<RoomId> roomId(String id) {
        try {
            return Optional.of(new RoomId(id));
        } catch (InvalidIdentifierException noRoom) {
            return Optional.empty();
        }
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof MatrixException refusal && refusal.errcode() == org.colloque.messaging.error.Errcode.M_FORBIDDEN;
    }
}
