package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;

/** Puts events of local users that others have signed too in line in their rooms. */
@Singleton
class SignedSends {

    private final RoomQueues queues;
    private final IntakeSteps steps;
    private final EventNaming naming;
    private final Annotations annotations;

    SignedSends(RoomQueues queues, IntakeSteps steps, EventNaming naming, Annotations annotations) {
        this.queues = queues;
        this.steps = steps;
        this.naming = naming;
        this.annotations = annotations;
    }

    Uni<EventRef> send(RoomId room, Pdu signed, Optional<ClientTransaction> transaction) {
        return queues.submit(room, new SignedSend(signed, transaction, this));
    }

    /** Takes it in as events of others are, once it may be sent at all. */
    Uni<Verdict> take(RoomDraft draft, SignedSend send) {
        Pdu event = send.event();
        return annotations.checkNew(draft, event.sender(), event.type(), event.content(), send.transaction())
                .chain(() -> new Intake(Incoming.live(List.of(event)), steps).apply(draft))
                .map(verdicts -> verdicts.get(event.eventId()));
    }

    Uni<Long> senderNumber(Pdu event) {
        return naming.of(List.of(event)).map(names -> names.users().get(event.sender()));
    }
}
