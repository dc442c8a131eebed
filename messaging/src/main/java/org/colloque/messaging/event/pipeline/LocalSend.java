package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomWork;
import org.colloque.messaging.event.append.TransactionKey;

/** Events that local users send to a room, all or none. */
record LocalSend(LocalEvents events, Annotations annotations, List<EventDraft> drafts) implements RoomWork<List<EventRef>> {

    @Override
    public Uni<List<EventRef>> apply(RoomDraft draft) {
        if (drafts.size() == 1) {
            return add(draft, drafts.getFirst()).map(List::of);
        }
        List<EventRef> refs = new ArrayList<>();
        return Multi.createFrom().iterable(drafts)
                .onItem().transformToUniAndConcatenate(wanted -> add(draft, wanted).invoke(refs::add))
                .collect().last().map(last -> refs);
    }

    private Uni<EventRef> add(RoomDraft draft, EventDraft wanted) {
        return annotations.checkNew(draft, wanted.sender(), wanted.type(), wanted.content(), wanted.transaction())
                .chain(() -> events.add(draft, wanted));
    }

    @Override
    public List<TransactionKey> transactions() {
        return drafts.stream().flatMap(draft -> draft.transaction().stream()
                .map(transaction -> new TransactionKey(draft.sender(), transaction.device(), transaction.key()))).toList();
    }

    @Override
    public List<EventRef> repeated(List<EventRef> known) {
        return known;
    }
}
