package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.room.Memberships;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * Events of rooms that we are not in: only what ends an invite or a knock of a user here counts, and only from the user who
 * invited or that user's server.
 */
@ApplicationScoped
class OutsideRooms {

    private static final Set<String> ENDINGS = Set.of("leave", "ban");
    private static final Set<String> PENDING = Set.of("invite", "knock");
    private static final String NOT_HERE = "This server is not in the room.";

    private final Memberships memberships;
    private final RoomReads reads;
    private final EventChecks checks;
    private final EventPipeline pipeline;
    private final OwnKeys own;

    OutsideRooms(Memberships memberships, RoomReads reads, EventChecks checks, EventPipeline pipeline, OwnKeys own) {
        this.memberships = memberships;
        this.reads = reads;
        this.checks = checks;
        this.pipeline = pipeline;
        this.own = own;
    }

    /** By event id, why the event was refused; empty when it was taken. Events whose id cannot be told are left out. */
    Uni<Map<String, Optional<String>>> take(ServerName origin, RoomId room, List<ObjectNode> events) {
        Map<String, Optional<String>> outcomes = new HashMap<>();
        return Multi.createFrom().iterable(events)
                .onItem().transformToUniAndConcatenate(event -> take(origin, room, event, outcomes))
                .collect().last().replaceWith(outcomes);
    }

    private Uni<Void> take(ServerName origin, RoomId room, ObjectNode json, Map<String, Optional<String>> outcomes) {
        Optional<UserId> target = target(json);
        if (target.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pending(target.get(), room).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Pdu before = found.get().pdu();
            Pdu event = PduParser.parse(before.roomVersion(), json);
            outcomes.put(event.eventId().value(), Optional.of(NOT_HERE));
            if (!mayEnd(origin, before, event, room)) {
                return Uni.createFrom().voidItem();
            }
            return checks.requireSigned(event)
                    .chain(() -> pipeline.recordOutsideMembership(event.roomVersion(), event, List.of()))
                    .invoke(() -> outcomes.put(event.eventId().value(), Optional.empty()));
        }).onFailure(failure -> failure instanceof MatrixException || failure instanceof InvalidEventException).recoverWithNull();
    }

    private Uni<Optional<StoredEvent>> pending(UserId user, RoomId room) {
        return memberships.of(user, room).chain(now -> {
            if (now.filter(membership -> PENDING.contains(membership.membership())).isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            long number = now.get().event();
            return reads.byNumber(List.of(number)).map(events -> Optional.ofNullable(events.get(number)));
        });
    }

    private boolean mayEnd(ServerName origin, Pdu before, Pdu event, RoomId room) {
        return event.roomId().equals(room)
                && event.membership().filter(ENDINGS::contains).isPresent()
                && event.sender().isOn(origin)
                && event.depth() >= before.depth()
                && (before.sender().isOn(own.name()) || before.sender().isOn(origin) || event.prevEvents().contains(before.eventId()));
    }

    private Optional<UserId> target(ObjectNode json) {
        try {
            return JsonNodes.text(json, "type").filter(EventTypes.MEMBER::equals)
                    .flatMap(type -> JsonNodes.text(json, "state_key")).map(UserId::new)
                    .filter(user -> user.isOn(own.name()));
        } catch (InvalidIdentifierException invalid) {
            return Optional.empty();
        }
    }
}
