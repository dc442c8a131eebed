package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import org.colloque.messaging.event.relation.Aggregations;
import org.colloque.messaging.event.relation.Bundle;
import org.colloque.messaging.event.relation.EventRelation;
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
    private final Aggregations aggregations;
    private final Clock clock;

    EventRendering(RoomReads reads, SentTransactions transactions, Aggregations aggregations, Clock clock) {
        this.reads = reads;
        this.transactions = transactions;
        this.aggregations = aggregations;
        this.clock = clock;
    }

    /**
     * The events in their order, with what is told together with them. A number of statements that does not depend on how many they are,
     * when warm.
     */
    public Uni<List<ObjectNode>> render(Requester reader, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return aggregations.of(reader.user(), events).chain(bundles -> render(reader, events, bundles));
    }

    /** What is told together with these events, by event: their {@code m.relations}. */
    public Uni<Map<EventId, ObjectNode>> relations(Requester reader, List<StoredEvent> events) {
        return aggregations.of(reader.user(), events).chain(bundles -> {
            if (bundles.isEmpty()) {
                return Uni.createFrom().item(Map.of());
            }
            return load(reader, bundled(bundles)).map(context -> {
                Map<EventId, ObjectNode> relations = HashMap.newHashMap(bundles.size());
                bundles.forEach((id, bundle) -> relations.put(id, relations(bundle, context)));
                return relations;
            });
        });
    }

    private Uni<List<ObjectNode>> render(Requester reader, List<StoredEvent> events, Map<EventId, Bundle> bundles) {
        List<StoredEvent> all = Stream.concat(events.stream(), bundled(bundles).stream()).distinct().toList();
        return load(reader, all).map(context -> events.stream().map(event -> {
            Optional<Bundle> bundle = Optional.ofNullable(bundles.get(event.pdu().eventId()));
            return render(event, context, bundle.map(told -> relations(told, context)));
        }).toList());
    }

    private static List<StoredEvent> bundled(Map<EventId, Bundle> bundles) {
        return bundles.values().stream().flatMap(Bundle::events).toList();
    }

    private Uni<Context> load(Requester reader, List<StoredEvent> events) {
        Context context = new Context(reader.user());
        return events.isEmpty() ? Uni.createFrom().item(context) : loadStates(events, context)
                .chain(() -> loadReferences(events, context))
                .chain(() -> loadRedactions(events, context))
                .chain(() -> transactions.of(reader, events.stream().map(StoredEvent::number).toList()))
                .invoke(context.sent::putAll).replaceWith(context);
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

    /** Spec: client-server-api, "Aggregations of child events". */
    private ObjectNode relations(Bundle bundle, Context context) {
        ObjectNode relations = JsonNodes.object();
        bundle.edit().ifPresent(edit -> relations.set(EventRelation.REPLACE, render(edit, context, Optional.empty())));
        bundle.thread().ifPresent(thread -> {
            Optional<ObjectNode> edited = thread.edit().map(edit -> JsonNodes.object()
                    .set(EventRelation.REPLACE, render(edit, context, Optional.empty())));
            relations.putObject(EventRelation.THREAD).put("count", thread.count()).put("current_user_participated", thread.participated())
                    .set("latest_event", render(thread.latest(), context, edited));
        });
        if (!bundle.references().isEmpty()) {
            ArrayNode chunk = relations.putObject(EventRelation.REFERENCE).putArray("chunk");
            bundle.references().forEach(id -> chunk.addObject().put("event_id", id.value()));
        }
        return relations;
    }

    private ObjectNode render(StoredEvent event, Context context, Optional<ObjectNode> relations) {
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
        Optional.ofNullable(context.sent.get(event.number())).ifPresent(transaction -> unsigned.put("transaction_id", transaction));
        if (event.snapshot().isPresent()) {
            unsigned.put("membership", context.membership(event));
        }
        relations.ifPresent(told -> unsigned.set("m.relations", told));
        return ClientEvents.tree(pdu, Optional.of(unsigned));
    }

    /** What was loaded for one rendering. */
    private static final class Context {

        private final UserId reader;
        private final Map<Long, RoomState> states = new HashMap<>();
        private final Map<Long, StoredEvent> byNumber = new HashMap<>();
        private final Map<EventId, StoredEvent> redactions = new HashMap<>();
        private final Map<Long, String> sent = new HashMap<>();

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
