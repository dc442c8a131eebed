package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.HashMap;
import java.util.Map;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomWork;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/** Events that come in together: judged one after the other on the room's head, stored together. */
record Intake(Incoming incoming, IntakeSteps steps) implements RoomWork<Map<EventId, Verdict>> {

    /** From so many events on, as when a room is entered, the event loop has better to do than to judge them. */
    private static final int MANY = 500;

    @Override
    public Uni<Map<EventId, Verdict>> apply(RoomDraft draft) {
        return prepare(draft).chain(prepared -> {
            Map<EventId, Verdict> verdicts = new HashMap<>();
            for (Pdu outlier : Topology.byAuth(incoming.outliers())) {
                verdicts.put(outlier.eventId(), steps.keepOutlier(draft, outlier, prepared));
            }
            return Multi.createFrom().iterable(Topology.byPrevious(incoming.events()))
                    .onItem().transformToUniAndConcatenate(event -> steps.take(draft, event, prepared)
                            .invoke(verdict -> verdicts.put(event.eventId(), verdict)))
                    .collect().last().map(last -> verdicts);
        });
    }

    private Uni<PreparedIntake> prepare(RoomDraft draft) {
        boolean many = incoming.events().size() + incoming.outliers().size() >= MANY;
        Uni<PreparedIntake> prepared = steps.prepare(draft, incoming);
        return many ? prepared.emitOn(Infrastructure.getDefaultWorkerPool()) : prepared;
    }
}
