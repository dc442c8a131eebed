package org.colloque.messaging.event.relation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.event.relation.RelationStore.Aggregate;
import org.colloque.messaging.event.relation.RelationStore.Role;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Gathers what is told together with events. Spec: client-server-api, "Aggregations of child events". */
@ApplicationScoped
public class Aggregations {

    /** How many are looked at when the newest is not for the reader to see. */
    private static final int MORE = 50;
    private static final Comparator<Aggregate> NEWEST_EDIT = Comparator.comparingLong((Aggregate edit) -> edit.event().pdu().originServerTs())
            .thenComparing(edit -> edit.event().pdu().eventId());
    private static final Comparator<Aggregate> POSITION = Comparator.comparingLong(told -> told.event().position().orElse(0));

    private final RelationStore store;
    private final Visibility visibility;

    Aggregations(RelationStore store, Visibility visibility) {
        this.store = store;
        this.visibility = visibility;
    }

    /**
     * What is told together with these events, by event, as far as the reader may see it; nothing for state. One statement for all of them
     * (two when the reader may not see the newest), none when all are state.
     */
    public Uni<Map<EventId, Bundle>> of(UserId reader, List<StoredEvent> events) {
        List<StoredEvent> parents = events.stream().filter(event -> !event.pdu().isState()).toList();
        if (parents.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return load(reader, parents, 1).chain(found -> found.hidden ? load(reader, parents, MORE) : Uni.createFrom().item(found))
                .map(found -> bundles(reader, parents, found));
    }

    private Uni<Found> load(UserId reader, List<StoredEvent> parents, int newest) {
        List<Long> numbers = parents.stream().map(StoredEvent::number).distinct().toList();
        return store.aggregates(numbers, reader, newest).chain(all -> {
            Map<RoomId, List<StoredEvent>> byRoom = all.stream().map(Aggregate::event).distinct()
                    .collect(Collectors.groupingBy(event -> event.pdu().roomId()));
            Map<Long, StoredEvent> visible = new HashMap<>();
            return InTurn.each(byRoom.values(), events -> visibility.visible(reader, events)
                    .invoke(seen -> seen.forEach(event -> visible.put(event.number(), event))).replaceWithVoid())
                    .map(done -> found(all, visible));
        });
    }

    private static Found found(List<Aggregate> all, Map<Long, StoredEvent> visible) {
        Map<EventId, List<Aggregate>> byParent = new HashMap<>();
        boolean hidden = false;
        for (Aggregate told : all) {
            StoredEvent seen = visible.get(told.event().number());
            if (seen != null && !seen.erased()) {
                byParent.computeIfAbsent(told.parent(), parent -> new ArrayList<>()).add(told);
            } else {
                hidden |= told.role() != Role.REFERENCE;
            }
        }
        return new Found(byParent, hidden);
    }

    private static Map<EventId, Bundle> bundles(UserId reader, List<StoredEvent> parents, Found found) {
        Map<EventId, Bundle> bundles = new HashMap<>();
        for (StoredEvent parent : parents) {
            List<EventId> references = found.of(parent, Role.REFERENCE).sorted(POSITION).map(told -> told.event().pdu().eventId()).toList();
            Bundle bundle = new Bundle(edit(parent, found), thread(reader, parent, found), references);
            if (!bundle.isEmpty()) {
                bundles.put(parent.pdu().eventId(), bundle);
            }
        }
        return bundles;
    }

    /** Spec: client-server-api, "Threading": what itself relates to another event is no root. */
    private static Optional<Bundle.Thread> thread(UserId reader, StoredEvent root, Found found) {
        if (EventRelation.of(root.pdu().type(), root.pdu().content()).isPresent()) {
            return Optional.empty();
        }
        boolean started = root.pdu().sender().equals(reader);
        return found.of(root, Role.THREAD).max(POSITION).map(latest -> new Bundle.Thread(latest.event(), edit(latest.event(), found),
                latest.count(), started || latest.participated()));
    }

    /** Spec: client-server-api, "Validity of replacement events": neither state nor what replaces something itself. */
    private static Optional<StoredEvent> edit(StoredEvent event, Found found) {
        boolean isEdit = EventRelation.of(event.pdu().type(), event.pdu().content())
                .filter(relation -> relation.type().equals(EventRelation.REPLACE)).isPresent();
        return isEdit || event.pdu().isState() || event.redactedBy().isPresent() || event.erased() ? Optional.empty()
                : found.of(event, Role.EDIT).max(NEWEST_EDIT).map(Aggregate::event);
    }

    /**
     * What was found.
     *
     * @param hidden whether the reader may not see some of it
     */
    private record Found(Map<EventId, List<Aggregate>> byParent, boolean hidden) {

        Stream<Aggregate> of(StoredEvent parent, Role role) {
            return byParent.getOrDefault(parent.pdu().eventId(), List.of()).stream().filter(told -> told.role() == role);
        }
    }
}
