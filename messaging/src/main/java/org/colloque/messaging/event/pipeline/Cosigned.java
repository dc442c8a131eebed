package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;

/**
 * Local events that another server must sign too. The room does not wait for that server: the event keeps the place in the graph that
 * it was made for, and is taken in as events of others are, with what happened meanwhile beside it.
 */
@ApplicationScoped
class Cosigned {

    private final RoomHeads heads;
    private final DraftReads reads;
    private final EventMaker maker;
    private final RoomQueues queues;
    private final IntakeSteps steps;
    private final ServerConfig server;

    Cosigned(RoomHeads heads, DraftReads reads, EventMaker maker, RoomQueues queues, IntakeSteps steps, ServerConfig server) {
        this.heads = heads;
        this.reads = reads;
        this.maker = maker;
        this.queues = queues;
        this.steps = steps;
        this.server = server;
    }

    Uni<EventRef> send(RoomId room, EventDraft wanted, Function<Pdu, Uni<Pdu>> cosign) {
        return make(room, wanted).chain(cosign::apply)
                .chain(signed -> queues.submit(room, new Intake(Incoming.live(List.of(signed)), steps))
                        .map(verdicts -> ref(verdicts.get(signed.eventId()))));
    }

    private Uni<Pdu> make(RoomId room, EventDraft wanted) {
        return heads.get(room).chain(found -> {
            RoomDraft draft = RoomDraft.on(
                    found.orElseThrow(() -> MatrixException.forbidden("You are not in this room.")), server.serverName());
            EventTemplate template = maker.template(draft.head().version(), wanted);
            return reads.ground(draft, LocalEvents.slots(draft, template))
                    .map(ground -> maker.make(draft, template, ground, wanted.originServerTs()));
        });
    }

    private static EventRef ref(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Held(EventRef event, EventStatus status, boolean isNew) when status == EventStatus.ACCEPTED -> event;
            case Verdict.Held held -> throw MatrixException.forbidden("The room changed meanwhile and does not allow it any more.");
            case Verdict.Refused(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Rejected(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Missing missing -> throw new IllegalStateException("an event of our own follows what is not held");
        };
    }
}
