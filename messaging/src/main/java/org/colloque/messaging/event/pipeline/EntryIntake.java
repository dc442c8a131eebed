package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.room.RoomVersion;

/** Stores the state and the join with which this server enters a room, whether the room is known or not. */
@ApplicationScoped
class EntryIntake {

    private final RoomHeads heads;
    private final RoomQueues queues;
    private final NewRooms rooms;
    private final EventNaming naming;
    private final IntakeSteps steps;
    private final ServerConfig server;

    EntryIntake(RoomHeads heads, RoomQueues queues, NewRooms rooms, EventNaming naming, IntakeSteps steps, ServerConfig server) {
        this.heads = heads;
        this.queues = queues;
        this.rooms = rooms;
        this.naming = naming;
        this.steps = steps;
        this.server = server;
    }

    /** Takes the one event, the join, with the outliers below it. */
    Uni<Map<EventId, Verdict>> take(RoomVersion version, Incoming incoming) {
        RoomId room = incoming.events().getFirst().roomId();
        return heads.get(room).chain(known -> known.isPresent()
                ? queues.submit(room, new Intake(incoming, steps)) : enterUnknown(room, version, incoming));
    }

    private Uni<Map<EventId, Verdict>> enterUnknown(RoomId room, RoomVersion version, Incoming incoming) {
        return naming.take(1).emitOn(Infrastructure.getDefaultWorkerPool()).chain(number -> {
            RoomDraft draft = RoomDraft.ofNewRoom(number[0], room, version, server.serverName());
            Intake intake = new Intake(incoming, steps);
            return intake.apply(draft).call(verdicts -> requireAccepted(verdicts, incoming))
                    .chain(verdicts -> rooms.store(draft).chain(stored -> stored
                            ? Uni.createFrom().item(verdicts) : queues.submit(room, intake)));
        });
    }

    /** Nothing of a room is stored that could not be entered. */
    private static Uni<Void> requireAccepted(Map<EventId, Verdict> verdicts, Incoming incoming) {
        return Uni.createFrom().item(ref(verdicts.get(incoming.events().getFirst().eventId()))).replaceWithVoid();
    }

    /** The join, when it was accepted. Fails with {@code M_FORBIDDEN} otherwise. */
    static EventRef ref(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Held(EventRef event, EventStatus status, boolean isNew) when status == EventStatus.ACCEPTED -> event;
            case Verdict.Held held -> throw MatrixException.forbidden("The room does not allow the join.");
            case Verdict.Refused(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Rejected(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Missing missing -> throw MatrixException.forbidden("The auth chain that came back is not whole.");
        };
    }
}
