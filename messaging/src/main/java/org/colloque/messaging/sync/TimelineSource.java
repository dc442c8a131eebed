package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.ResolvedStateChange;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.relation.EventRelation;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.SyncStore.Found;
import org.colloque.messaging.sync.SyncStore.TimelineQuery;
import org.colloque.messaging.sync.SyncStore.Viewer;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** What happened in rooms: from memory when it holds everything since the token, else with one statement for all rooms. */
@Singleton
public class TimelineSource implements SyncSource {

    private static final int USUAL = 10;
    private static final int MOST = 100;

    private final SyncStore store;
    private final EventRenderer renderer;
    private final RoomReads reads;

    TimelineSource(SyncStore store, EventRenderer renderer, RoomReads reads) {
        this.store = store;
        this.renderer = renderer;
        this.reads = reads;
    }

    @Override
    public int order() {
        return TIMELINES;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        List<RoomView> views = pass.views().stream().filter(RoomView::hasTimeline).toList();
        List<RoomView> stored = views.stream().filter(view -> pass.changes().isEmpty() || view.fresh || view.stored).toList();
        List<RoomView> recent = views.stream().filter(view -> !stored.contains(view)).toList();
        recent.forEach(view -> view.recent = true);
        return fromStore(pass, stored).chain(() -> fromMemory(pass, recent));
    }

    static int limit(EventFilter filter) {
        return Math.min(filter.limit().orElse(USUAL), MOST);
    }

    private static int limit(RoomView view, EventFilter filter) {
        return view.limit < 0 ? limit(filter) : view.limit;
    }

    private Uni<Void> fromStore(SyncPass pass, List<RoomView> views) {
        EventFilter filter = pass.filter().room().timeline();
        List<RoomView> wanted = views.stream().filter(view -> filter.admitsRoom(view.membership.roomId())).toList();
        if (wanted.isEmpty()) {
            return InTurn.done();
        }
        Viewer viewer = new Viewer(pass.user().id(), pass.device().value());
        return store.timelines(new TimelineQuery(wanted.stream().map(RoomView::stretch).toList(),
                wanted.stream().map(view -> limit(view, filter)).toList(), filter, viewer,
                pass.user().ignored())).map(found -> {
                    for (int i = 0; i < wanted.size(); i++) {
                        take(wanted.get(i), filter, found.get(i), limit(wanted.get(i), filter));
                    }
                    return null;
                });
    }

    private static void take(RoomView view, EventFilter filter, Found stretch, int limit) {
        List<TimelineEvent> found = stretch.events();
        view.limited = stretch.afterGap() || found.size() > limit || view.fresh && view.kind == RoomView.Kind.JOINED && view.above != RoomView.FROM_THE_BEGINNING;
        List<TimelineEvent> newest = found.size() > limit ? found.subList(found.size() - limit, found.size()) : found;
        view.timeline = new ArrayList<>(newest.stream().filter(event -> admits(filter, event.pdu())).toList());
    }

    private Uni<Void> fromMemory(SyncPass pass, List<RoomView> views) {
        Map<RoomId, List<RoomChange>> byRoom = new HashMap<>();
        pass.changes(RoomChange.class).forEach(change -> byRoom.computeIfAbsent(change.room(), room -> new ArrayList<>()).add(change));
        EventFilter filter = pass.filter().room().timeline();
        return InTurn.each(views, view -> {
            long own = view.membership.event();
            List<RoomChange> changes = byRoom.getOrDefault(view.membership.roomId(), List.of()).stream()
                    .filter(change -> change.position() > view.above && change.position() <= view.upTo).toList();
            List<RoomEventChange> events = only(changes, RoomEventChange.class)
                    .filter(event -> event.inTimeline() || event.event().number() == own).toList();
            Uni<Void> shown = events.isEmpty() ? InTurn.done() : takeRecent(pass, view, filter, events);
            List<ResolvedStateChange> resolved = only(changes, ResolvedStateChange.class).toList();
            return resolved.isEmpty() ? shown : shown.chain(() -> addResolved(view, resolved));
        });
    }

    private static <T extends RoomChange> Stream<T> only(List<RoomChange> changes, Class<T> type) {
        return changes.stream().filter(type::isInstance).map(type::cast);
    }

    /** What resolution changed, among what events changed. */
    private Uni<Void> addResolved(RoomView view, List<ResolvedStateChange> resolved) {
        Set<Long> numbers = resolved.stream().flatMapToLong(change -> change.event().stream()).boxed().collect(Collectors.toSet());
        return reads.byNumber(numbers).invoke(found -> {
            resolved.forEach(change -> change.event().ifPresent(event ->
                    view.changes.add(TimelineEvent.of(found.get(event)).at(change.position()))));
            view.changes.sort(Comparator.comparingLong(TimelineEvent::position));
        }).replaceWithVoid();
    }

    private Uni<Void> takeRecent(SyncPass pass, RoomView view, EventFilter filter, List<RoomEventChange> events) {
        OptionalLong gap = events.stream().filter(RoomEventChange::afterGap).mapToLong(RoomEventChange::position).max();
        List<RoomEventChange> admitted = !filter.admitsRoom(view.membership.roomId()) ? List.of()
                : events.stream().filter(event -> event.position() >= gap.orElse(0) && admits(filter, event.pdu())
                        && isShown(pass.user(), event.pdu())).toList();
        int limit = limit(view, filter);
        view.limited = gap.isPresent() || admitted.size() > limit;
        List<RoomEventChange> newest = admitted.subList(Math.max(0, admitted.size() - limit), admitted.size());
        events.stream().filter(event -> event.slot().isPresent()).forEach(event -> view.changes.add(TimelineEvent.of(event.event())));
        return InTurn.each(newest, event -> {
            if (renderer.isFresh(event.event())) {
                view.timeline.add(shown(pass, event, event.event()));
                return InTurn.done();
            }
            return renderer.fresh(event.event()).invoke(fresh -> view.timeline.add(shown(pass, event, fresh))).replaceWithVoid();
        }).invoke(() -> noteRelated(view, events));
    }

    /** An event is there before those that relate to it, so what relates to a recent one is recent too. */
    private static void noteRelated(RoomView view, List<RoomEventChange> events) {
        if (view.limited) {
            Set<EventId> targets = events.stream().flatMap(event -> EventRelation.of(event.pdu().type(), event.pdu().content()).stream())
                    .map(EventRelation::target).collect(Collectors.toSet());
            view.timeline.replaceAll(event -> targets.contains(event.pdu().eventId()) ? event.related(true) : event);
        }
    }

    /** Spec: client-server-api, "Transaction identifiers": the device that sent an event knows it again. */
    private static TimelineEvent shown(SyncPass pass, RoomEventChange event, StoredEvent fresh) {
        Optional<String> transaction = event.transaction()
                .filter(sent -> sent.device().equals(pass.device()) && fresh.pdu().sender().equals(pass.user().id()))
                .map(ClientTransaction::transactionId);
        return new TimelineEvent(fresh, event.position(), Optional.empty(), transaction);
    }

    private static boolean admits(EventFilter filter, Pdu pdu) {
        return filter.admits(pdu.type(), pdu.sender().value(), pdu.content());
    }

    /** Spec: client-server-api, "Ignoring Users": state is shown all the same. */
    private static boolean isShown(ActiveUser user, Pdu pdu) {
        Set<String> ignored = user.ignored();
        return ignored.isEmpty() || pdu.isState() || !ignored.contains(pdu.sender().value());
    }
}
