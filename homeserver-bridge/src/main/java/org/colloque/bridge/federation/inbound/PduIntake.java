package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventPipeline.ReceiveOutcome;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.room.EnteringRooms;
import org.colloque.protocol.event.EventHashes;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.jboss.logging.Logger;

/** The PDUs of a transaction: rooms side by side, each PDU with its own result. */
@ApplicationScoped
class PduIntake {

    private static final Logger LOG = Logger.getLogger(PduIntake.class);

    private final EnteringRooms entering;
    private final RoomReads reads;
    private final PeerAccess access;
    private final EventPipeline pipeline;
    private final OutsideRooms outside;
    private final WaitingInvites invites;

    PduIntake(EnteringRooms entering, RoomReads reads, PeerAccess access, EventPipeline pipeline, OutsideRooms outside,
            WaitingInvites invites) {
        this.entering = entering;
        this.reads = reads;
        this.access = access;
        this.pipeline = pipeline;
        this.outside = outside;
        this.invites = invites;
    }

    /** The result of each PDU by event id, once all are durable. A PDU whose room cannot be told has no id, and no result. */
    Uni<ObjectNode> take(ServerName origin, JsonNode list) {
        Map<RoomId, List<ObjectNode>> byRoom = new LinkedHashMap<>();
        for (JsonNode pdu : list) {
            roomOf(pdu).ifPresent(room -> byRoom.computeIfAbsent(room, first -> new ArrayList<>()).add((ObjectNode) pdu));
        }
        ObjectNode results = JsonNodes.object();
        if (byRoom.isEmpty()) {
            return Uni.createFrom().item(results);
        }
        List<Uni<Void>> rooms = byRoom.entrySet().stream()
                .map(entry -> room(origin, entry.getKey(), entry.getValue(), results))
                .toList();
        return Uni.join().all(rooms).andCollectFailures().replaceWith(results);
    }

    private Uni<Void> room(ServerName origin, RoomId room, List<ObjectNode> events, ObjectNode results) {
        return entering.settled(room).chain(() -> reads.head(room))
                .map(head -> head.filter(known -> known.members().localJoined() > 0))
                .chain(head -> head.isPresent() ? inside(origin, head.get(), events, results).chain(() -> ended(room))
                        : outside.take(origin, room, events).invoke(outcomes -> put(results, outcomes)).replaceWithVoid())
                .onFailure(MatrixException.class).recoverWithItem(refusal -> {
                    LOG.infof("Events of %s from %s were refused: %s", room, origin, refusal.getMessage());
                    return null;
                });
    }

    /** The events may have ended our stay. */
    private Uni<Void> ended(RoomId room) {
        return reads.head(room).chain(head -> head.filter(RoomHead::isLocal).isPresent() ? Uni.createFrom().voidItem() : invites.takeUp(room));
    }

    private Uni<Void> inside(ServerName origin, RoomHead head, List<ObjectNode> events, ObjectNode results) {
        return access.allowed(origin, head).chain(allowed -> {
            List<Pdu> parsed = parse(head.version(), head.roomId(), events, results);
            if (!allowed) {
                parsed.forEach(pdu -> refuse(results, pdu.eventId().value(), "The room's access list does not let " + origin + " in."));
                return Uni.createFrom().voidItem();
            }
            return parsed.isEmpty() ? Uni.createFrom().voidItem()
                    : pipeline.receive(origin, head.roomId(), parsed).invoke(outcomes -> outcomes.forEach((id, outcome) -> {
                        switch (outcome) {
                            case ReceiveOutcome.Stored stored -> accept(results, id.value());
                            case ReceiveOutcome.Waiting waiting -> accept(results, id.value());
                            case ReceiveOutcome.Refused refused -> refuse(results, id.value(), refused.reason());
                        }
                    })).replaceWithVoid();
        });
    }

    private static List<Pdu> parse(RoomVersion version, RoomId room, List<ObjectNode> events, ObjectNode results) {
        List<Pdu> parsed = new ArrayList<>(events.size());
        for (ObjectNode event : events) {
            try {
                Pdu pdu = PduParser.parse(version, event);
                if (pdu.roomId().equals(room)) {
                    parsed.add(pdu);
                }
            } catch (InvalidEventException invalid) {
                idOf(version, event).ifPresent(id -> refuse(results, id, invalid.getMessage()));
            }
        }
        return parsed;
    }

    private static Optional<String> idOf(RoomVersion version, ObjectNode malformed) {
        try {
            return Optional.of(EventHashes.eventId(version, malformed).value());
        } catch (InvalidJsonException | InvalidIdentifierException unnamed) {
            return Optional.empty();
        }
    }

    private static Optional<RoomId> roomOf(JsonNode pdu) {
        try {
            return pdu instanceof ObjectNode event ? JsonNodes.text(event, "room_id").map(RoomId::new) : Optional.empty();
        } catch (InvalidIdentifierException invalid) {
            return Optional.empty();
        }
    }

    private static void put(ObjectNode results, Map<String, Optional<String>> outcomes) {
        outcomes.forEach((id, error) -> error.ifPresentOrElse(reason -> refuse(results, id, reason), () -> accept(results, id)));
    }

    private static void accept(ObjectNode results, String id) {
        synchronized (results) {
            results.putObject(id);
        }
    }

    private static void refuse(ObjectNode results, String id, String reason) {
        synchronized (results) {
            results.putObject(id).put("error", reason);
        }
    }
}
