package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventPipeline.ReceiveOutcome;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.partial.PartialRoomStore;
import org.colloque.messaging.event.pipeline.HashesAndSignatures.Checked;
import org.colloque.messaging.event.pipeline.Incoming.Way;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** Events that other servers give of rooms that this server is in: live ones, and older ones. They enter at ParsePdu. */
@ApplicationScoped
class RemoteIntake {

    private final RoomHeads heads;
    private final HashesAndSignatures checks;
    private final Rounds rounds;
    private final GraphEnds ends;
    private final PartialRoomStore partial;

    RemoteIntake(RoomHeads heads, HashesAndSignatures checks, Rounds rounds, GraphEnds ends, PartialRoomStore partial) {
        this.heads = heads;
        this.checks = checks;
        this.rounds = rounds;
        this.ends = ends;
        this.partial = partial;
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#receive}. */
    Uni<Map<EventId, ReceiveOutcome>> receive(ServerName origin, RoomId room, List<Pdu> events) {
        return heads.get(room).chain(found -> found.filter(warm -> warm.head().isLocal()).isEmpty()
                ? Uni.createFrom().item(allRefused(events))
                : receive(origin, found.get().head(), events));
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#backfill}. */
    Uni<Integer> backfill(ServerName origin, RoomId room, List<Pdu> events) {
        return heads.get(room)
                .map(found -> found.orElseThrow(() -> MatrixException.notFound("This server does not know the room.")).head())
                .chain(head -> head.partial() ? Uni.createFrom().item(Map.<EventId, Verdict>of()) : checks.check(room, events)
                        .chain(checked -> rounds.run(origin, head, checked.events(), Way.BACKFILL)))
                .map(verdicts -> count(verdicts.values()));
    }

    private Uni<Map<EventId, ReceiveOutcome>> receive(ServerName origin, RoomHead head, List<Pdu> events) {
        return checks.check(head.roomId(), events).chain(checked -> {
            if (head.partial()) {
                return held(origin, head, checked);
            }
            Uni<Map<EventId, Verdict>> judged = checked.genuine().isEmpty()
                    ? Uni.createFrom().item(Map.of())
                    : rounds.run(origin, head, checked.events(), Way.LIVE).invoke(done -> ends.look(head.roomId()));
            return judged.map(verdicts -> {
                Map<EventId, ReceiveOutcome> outcomes = new HashMap<>();
                checked.refused().forEach((id, reason) -> outcomes.put(id, new ReceiveOutcome.Refused(reason)));
                checked.genuine().keySet().forEach(id -> outcomes.put(id, outcome(verdicts.get(id))));
                return outcomes;
            });
        });
    }

    /** What a part of the state says of an event would not be the last word. */
    private Uni<Map<EventId, ReceiveOutcome>> held(ServerName origin, RoomHead head, Checked checked) {
        Map<EventId, ReceiveOutcome> outcomes = new HashMap<>();
        checked.refused().forEach((id, reason) -> outcomes.put(id, new ReceiveOutcome.Refused(reason)));
        return InTurn.each(checked.events(), event -> partial.hold(head.number(), origin, event).invoke(kept -> outcomes.put(event.eventId(),
                kept ? new ReceiveOutcome.Waiting() : new ReceiveOutcome.Refused("Too many events of the room wait for its state.")))
                .replaceWithVoid()).replaceWith(outcomes);
    }

    private static ReceiveOutcome outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Held(var event, var status, var isNew) when status == EventStatus.REJECTED ->
                    new ReceiveOutcome.Refused("It was refused before.");
            case Verdict.Held held -> new ReceiveOutcome.Stored(held.event());
            case Verdict.Refused(String reason) -> new ReceiveOutcome.Refused(reason);
            case Verdict.Rejected(String reason) -> new ReceiveOutcome.Refused(reason);
            case Verdict.Missing missing -> new ReceiveOutcome.Refused("What comes before it could not be fetched.");
        };
    }

    private static Map<EventId, ReceiveOutcome> allRefused(List<Pdu> events) {
        return events.stream().map(Pdu::eventId).distinct()
                .collect(Collectors.toMap(Function.identity(), id -> new ReceiveOutcome.Refused("This server is not in the room.")));
    }

    private static int count(Collection<Verdict> verdicts) {
        return (int) verdicts.stream().filter(verdict ->
                verdict instanceof Verdict.Rejected || verdict instanceof Verdict.Held held && held.isNew()).count();
    }
}
