package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.event.EventPipeline.ReceiveOutcome;
import org.colloque.messaging.event.partial.HeldEvent;
import org.colloque.messaging.event.partial.PartialRoomStore;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.jboss.logging.Logger;

/** Takes in what came while a room's state was partial, as if it came now. A crash in between lets some come twice, which changes nothing. */
@ApplicationScoped
class HeldEvents {

    private static final Logger LOG = Logger.getLogger(HeldEvents.class);
    private static final int BATCH = 200;

    private final PartialRoomStore store;
    private final RemoteIntake intake;

    HeldEvents(PartialRoomStore store, RemoteIntake intake) {
        this.store = store;
        this.intake = intake;
    }

    private record Sent(RoomId room, ServerName origin) {
    }

    /** All of rooms that are not partial any more. */
    Uni<Void> release() {
        return store.released(BATCH).chain(events -> events.isEmpty() ? InTurn.done()
                : InTurn.each(bySender(events).entrySet(), entry -> take(entry.getKey(), entry.getValue()))
                        .chain(() -> events.size() < BATCH ? InTurn.done() : release()));
    }

    private static Map<Sent, List<HeldEvent>> bySender(List<HeldEvent> events) {
        Map<Sent, List<HeldEvent>> bySender = new LinkedHashMap<>();
        events.forEach(event -> bySender.computeIfAbsent(new Sent(event.room(), event.origin()), first -> new ArrayList<>()).add(event));
        return bySender;
    }

    private Uni<Void> take(Sent sent, List<HeldEvent> events) {
        return intake.receive(sent.origin(), sent.room(), events.stream().map(HeldEvent::pdu).toList())
                .onFailure().invoke(failure -> LOG.warnf(failure, "Events of %s that were held back wait on", sent.room()))
                .chain(outcomes -> store.drop(events.stream().filter(event -> !isHeldAgain(outcomes, event.pdu().eventId())).toList()));
    }

    /** This node may not have heard yet that the room is whole. */
    private static boolean isHeldAgain(Map<EventId, ReceiveOutcome> outcomes, EventId event) {
        return outcomes.get(event) instanceof ReceiveOutcome.Waiting;
    }
}
