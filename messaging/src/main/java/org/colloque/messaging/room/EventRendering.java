package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.event.ClientEvents;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * Events as clients read them, with what the server alone knows in {@code unsigned}: age, the content that a state event
 * replaced, the redaction, the sender's transaction id, the reader's membership at that time.
 *
 * <p>Spec: client-server-api, "Room event format".
 */
@ApplicationScoped
public class EventRendering {

    private final RoomReads reads;
    private final SentTransactions transactions;
    private final Clock clock;

    EventRendering(RoomReads reads, SentTransactions transactions, Clock clock) {
        this.reads = reads;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The events of one room, in their order. A number of statements that does not depend on how many they are, when warm. */
    public Uni<List<ObjectNode>> render(Requester reader, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Context context = new Context(reader.user());
        return loadStates(events, context)
                .chain(() -> loadReferences(events, context))
                .chain(() -> loadRedactions(events, context))
                .chain(() -> transactions.of(reader, events.stream().map(StoredEvent::number).toList()))
                .map(sent -> events.stream().map(event -> render(event, context, sent)).toList());
    }

    /** The states before the events, one after the other: neighbours share theirs, and warm ones come from memory. */
    private Uni<Void> loadStates(List<StoredEvent> events, Context context) {
        List<StoredEvent> placed = events.stream().filter(event -> event.snapshot().isPresent()).toList();
        return InTurn.each(placed, event -> context.states.containsKey(event.snapshot().getAsLong()) ? Uni.createFrom().voidItem()
                : reads.stateBefore(event).invoke(state -> context.states.put(event.snapshot().getAsLong(), state)).replaceWithVoid());
    }

    private Uni<Void> loadReferences(List<StoredEvent> events, Context context) {
        List<Long> numbers = events.stream().flatMap(event -> context.references(event).map(EventRef::number)).distinct().toList();
        return reads.byNumber(numbers).invoke(context.byNumber::putAll).replaceWithVoid();
    }

    private Uni<Void> loadRedactions(List<StoredEvent> events, Context context) {
        List<EventId> ids = events.stream().flatMap(event -> event.redactedBy().stream()).distinct().toList();
        return ids.isEmpty() ? Uni.createFrom().voidItem() : reads.byId(ids).invoke(context.redactions::putAll).replaceWithVoid();
    }

    private ObjectNode render(StoredEvent event, Context context, Map<Long, String> sent) {
        Pdu pdu = event.pdu();
        ObjectNode unsigned = JsonNodes.object();
        unsigned.put("age", Math.max(0, clock.millis() - pdu.originServerTs()));
        context.replaced(event).ifPresent(before -> {
            unsigned.put("replaces_state", before.eventId().value());
            unsigned.set("prev_content", before.content());
            unsigned.put("prev_sender", before.sender().value());
        });
        event.redactedBy().map(context.redactions::get).ifPresent(redaction ->
                unsigned.set("redacted_because", ClientEvents.tree(redaction.pdu(), Optional.empty())));
        Optional.ofNullable(sent.get(event.number())).ifPresent(transaction -> unsigned.put("transaction_id", transaction));
        if (event.snapshot().isPresent()) {
            unsigned.put("membership", context.membership(event));
        }
        return ClientEvents.tree(pdu, Optional.of(unsigned));
    }

    /** What was loaded for one rendering. */
    private static final class Context {

        private final UserId reader;
        private final Map<Long, RoomState> states = new HashMap<>();
        private final Map<Long, StoredEvent> byNumber = new HashMap<>();
        private final Map<EventId, StoredEvent> redactions = new HashMap<>();

        Context(UserId reader) {
            this.reader = reader;
        }

        Stream<EventRef> references(StoredEvent event) {
            return Stream.concat(member(event).stream(), replacedRef(event).stream());
        }

        Optional<Pdu> replaced(StoredEvent event) {
            return replacedRef(event).map(ref -> byNumber.get(ref.number())).map(StoredEvent::pdu);
        }

        String membership(StoredEvent event) {
            if (event.pdu().isState(EventTypes.MEMBER, reader.value())) {
                return event.pdu().membership().orElse("leave");
            }
            return member(event).map(ref -> byNumber.get(ref.number())).flatMap(member -> member.pdu().membership()).orElse("leave");
        }

        private Optional<EventRef> replacedRef(StoredEvent event) {
            return event.pdu().slot().flatMap(slot -> before(event).flatMap(state -> state.get(slot)))
                    .filter(ref -> ref.number() != event.number());
        }

        private Optional<EventRef> member(StoredEvent event) {
            return before(event).flatMap(state -> state.get(new StateKey(EventTypes.MEMBER, reader.value())));
        }

        private Optional<RoomState> before(StoredEvent event) {
            return event.snapshot().isEmpty() ? Optional.empty()
                    : Optional.ofNullable(states.get(event.snapshot().getAsLong()));
        }
    }
}
