package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.SyncStore.TimelineQuery;
import org.colloque.messaging.sync.SyncStore.Viewer;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;

/** What happened in rooms: from memory when it holds everything since the token, else with one statement for all rooms. */
@ApplicationScoped
class TimelineSource implements SyncSource {

    private static final int USUAL = 10;
    private static final int MOST = 100;

    private final SyncStore store;
    private final EventRenderer renderer;

    TimelineSource(SyncStore store, EventRenderer renderer) {
        this.store = store;
        this.renderer = renderer;
    }

    @Override
    public int order() {
        return TIMELINES;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        List<RoomView> views = pass.views().stream().filter(RoomView::hasTimeline).toList();
        List<RoomView> stored = views.stream().filter(view -> pass.changes().isEmpty() || view.fresh).toList();
        List<RoomView> recent = views.stream().filter(view -> !stored.contains(view)).toList();
        recent.forEach(view -> view.recent = true);
        return fromStore(pass, stored).chain(() -> fromMemory(pass, recent));
    }

    static int limit(EventFilter filter) {
        return Math.min(filter.limit().orElse(USUAL), MOST);
    }

    private Uni<Void> fromStore(SyncPass pass, List<RoomView> views) {
        EventFilter filter = pass.filter().room().timeline();
        List<RoomView> wanted = views.stream().filter(view -> filter.admitsRoom(view.membership.roomId())).toList();
        if (wanted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Viewer viewer = new Viewer(pass.user().id(), pass.device().value());
        return store.timelines(new TimelineQuery(wanted.stream().map(RoomView::stretch).toList(), limit(filter), filter, viewer,
                pass.user().ignored())).map(found -> {
                    for (int i = 0; i < wanted.size(); i++) {
                        take(wanted.get(i), filter, found.get(i), limit(filter));
                    }
                    return null;
                });
    }

    private static void take(RoomView view, EventFilter filter, List<TimelineEvent> found, int limit) {
        view.limited = found.size() > limit || view.fresh && view.kind == RoomView.Kind.JOINED && view.above != RoomView.FROM_THE_BEGINNING;
        List<TimelineEvent> newest = found.size() > limit ? found.subList(found.size() - limit, found.size()) : found;
        view.timeline = new ArrayList<>(newest.stream().filter(event -> admits(filter, event.pdu())).toList());
    }

    private Uni<Void> fromMemory(SyncPass pass, List<RoomView> views) {
        Map<RoomId, List<RoomEventChange>> byRoom = new HashMap<>();
        pass.roomEvents().forEach(event -> byRoom.computeIfAbsent(event.room(), room -> new ArrayList<>()).add(event));
        EventFilter filter = pass.filter().room().timeline();
        return InTurn.each(views, view -> {
            long own = view.membership.event();
            List<RoomEventChange> events = byRoom.getOrDefault(view.membership.roomId(), List.of()).stream()
                    .filter(event -> event.inTimeline() || event.event().number() == own)
                    .filter(event -> event.position() > view.above && event.position() <= view.upTo).toList();
            return events.isEmpty() ? Uni.createFrom().voidItem() : takeRecent(pass, view, filter, events);
        });
    }

    private Uni<Void> takeRecent(SyncPass pass, RoomView view, EventFilter filter, List<RoomEventChange> events) {
        List<RoomEventChange> admitted = !filter.admitsRoom(view.membership.roomId()) ? List.of()
                : events.stream().filter(event -> admits(filter, event.pdu()) && isShown(pass.user(), event.pdu())).toList();
        int limit = limit(filter);
        view.limited = admitted.size() > limit;
        List<RoomEventChange> newest = view.limited ? admitted.subList(admitted.size() - limit, admitted.size()) : admitted;
        view.changes = events.stream().filter(event -> event.slot().isPresent()).map(event -> TimelineEvent.of(event.event())).toList();
        return InTurn.each(newest, event -> renderer.fresh(event.event())
                .invoke(fresh -> view.timeline.add(shown(pass, event, fresh))).replaceWithVoid());
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
