package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.append.RoomAppend.NewTransaction;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomWork;
import org.colloque.messaging.event.append.TransactionKey;
import org.colloque.protocol.event.Pdu;

/** An event of a local user that others have signed too: taken in as events of others are, and only if it is accepted. */
record SignedSend(Pdu event, Optional<ClientTransaction> transaction, SignedSends sends) implements RoomWork<EventRef> {

    @Override
    public Uni<EventRef> apply(RoomDraft draft) {
        return sends.take(draft, this).map(SignedSend::accepted)
                .call(made -> transaction.map(known -> remember(draft, made, known)).orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> remember(RoomDraft draft, EventRef made, ClientTransaction known) {
        return sends.senderNumber(event).invoke(sender ->
                draft.add(new NewTransaction(sender, known.device(), known.key(), made.number()))).replaceWithVoid();
    }

    @Override
    public List<TransactionKey> transactions() {
        return transaction.stream().map(known -> new TransactionKey(event.sender(), known.device(), known.key())).toList();
    }

    @Override
    public EventRef repeated(List<EventRef> events) {
        return events.getFirst();
    }

    private static EventRef accepted(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Held(EventRef held, EventStatus status, boolean isNew) when status == EventStatus.ACCEPTED -> held;
            case Verdict.Held held -> throw MatrixException.forbidden("The room changed meanwhile and does not allow it any more.");
            case Verdict.Refused(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Rejected(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Missing missing -> throw new IllegalStateException("an event of our own follows what is not held");
        };
    }
}
