package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;

/**
 * Local events that another server must sign too: the invited user's, the room's policy server. The room does not wait for that server:
 * the event keeps the place in the graph that it was made for, and is taken in as events of others are, with what happened meanwhile
 * beside it.
 */
@ApplicationScoped
class Cosigned {

    private final RoomHeads heads;
    private final DraftReads reads;
    private final EventMaker maker;
    private final PolicySigning policy;
    private final SignedSends sends;

    Cosigned(RoomHeads heads, DraftReads reads, EventMaker maker, PolicySigning policy, SignedSends sends) {
        this.heads = heads;
        this.reads = reads;
        this.maker = maker;
        this.policy = policy;
        this.sends = sends;
    }

    Uni<EventRef> send(RoomId room, EventDraft wanted, Function<Pdu, Uni<Pdu>> cosign) {
        return make(room, wanted).chain(cosign::apply).chain(signed -> sends.send(room, signed, wanted.transaction()));
    }

    /** The policy server is asked first: what it refuses nobody else is to see. */
    private Uni<Pdu> make(RoomId room, EventDraft wanted) {
        return heads.get(room).chain(found -> {
            RoomDraft draft = maker.draft(found.orElseThrow(() -> MatrixException.forbidden("You are not in this room.")));
            EventTemplate template = maker.template(draft.head().version(), wanted);
            return reads.ground(draft, LocalEvents.knownSlots(draft, template))
                    .map(ground -> maker.make(draft, template, ground, wanted.originServerTs()))
                    .chain(event -> policy.sign(draft, event));
        });
    }
}
