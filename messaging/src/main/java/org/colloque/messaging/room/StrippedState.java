package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.ClientEvents;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** What a user who is not in a room may see of it. Spec: client-server-api, "Stripped state". */
@ApplicationScoped
public class StrippedState {

    private static final Set<StateKey> SLOTS = Stream.of(EventTypes.CREATE, EventTypes.NAME, EventTypes.AVATAR, EventTypes.TOPIC,
                    EventTypes.JOIN_RULES, EventTypes.CANONICAL_ALIAS, EventTypes.ENCRYPTION)
            .map(type -> new StateKey(type, "")).collect(Collectors.toUnmodifiableSet());

    private final RoomReads reads;

    StrippedState(RoomReads reads) {
        this.reads = reads;
    }

    /** The state events with {@code type}, {@code state_key}, {@code sender} and {@code content} only, for a client. */
    public Uni<List<ObjectNode>> forClients(RoomHead head) {
        return events(head).map(events -> events.map(ClientEvents::stripped).toList());
    }

    /** The whole events, as other servers get them with an invite or a knock. Spec: server-server-api, "Inviting to a room". */
    public Uni<List<ObjectNode>> forServers(RoomHead head) {
        return events(head).map(events -> events.map(Pdu::json).toList());
    }

    /** As above, with the member event of who invites, so that the invited person's client knows their name. */
    public Uni<List<ObjectNode>> forServers(RoomHead head, UserId inviter) {
        Set<StateKey> slots = new HashSet<>(SLOTS);
        slots.add(StateKey.member(inviter));
        return events(head, slots).map(events -> events.map(Pdu::json).toList());
    }

    private Uni<Stream<Pdu>> events(RoomHead head) {
        return events(head, SLOTS);
    }

    private Uni<Stream<Pdu>> events(RoomHead head, Set<StateKey> slots) {
        return reads.inState(head.state(), slots).map(found -> found.values().stream().map(StoredEvent::pdu));
    }
}
