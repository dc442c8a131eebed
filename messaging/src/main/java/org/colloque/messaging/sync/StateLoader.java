package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.colloque.messaging.sync.SyncStore.Part;
import org.colloque.messaging.sync.SyncStore.StateQuery;
import org.colloque.messaging.sync.SyncStore.StateStretch;

/** Reads the states that views need from the database: whole states, what timeline events replaced, lazy members; one statement. */
@Singleton
class StateLoader {

    private final SyncStore store;

    StateLoader(SyncStore store) {
        this.store = store;
    }

    /** A query, and what to do with its answer. */
    private record Wish(StateQuery query, Consumer<List<TimelineEvent>> taker) {
    }

    Uni<Void> load(SyncPass pass, List<RoomView> views) {
        boolean lazy = pass.filter().room().state().lazyMembers();
        List<Wish> wishes = new ArrayList<>();
        Set<String> members = new HashSet<>(Set.of(pass.user().id().value()));
        for (RoomView view : views) {
            view.state.clear();
            view.timeline.forEach(event -> members.add(event.pdu().sender().value()));
            view.heroes.forEach(hero -> members.add(hero.value()));
            addWishes(pass, view, lazy, wishes);
        }
        return store.states(wishes.stream().map(Wish::query).toList(), members).chain(found -> {
            for (int i = 0; i < found.size(); i++) {
                wishes.get(i).taker().accept(found.get(i));
            }
            return changes(pass, views.stream().filter(view -> !view.recent && needsChanges(pass, view)).toList());
        });
    }

    private static void addWishes(SyncPass pass, RoomView view, boolean lazy, List<Wish> wishes) {
        boolean end = pass.request().options().stateAt().isEnd();
        if (view.wholeState) {
            wishes.add(new Wish(whole(view, lazy, end), events -> view.state.addAll(events)));
        } else if (lazy && !view.recent && !view.timeline.isEmpty()) {
            long snapshot = end ? StateQuery.CURRENT : snapshot(view);
            wishes.add(new Wish(new StateQuery(view.membership.room(), snapshot, new Part.Members()), view.members::addAll));
        }
        if (!view.recent) {
            for (TimelineEvent event : view.timeline) {
                if (event.isState() && event.stored().snapshot().orElse(0) != 0) {
                    wishes.add(new Wish(new StateQuery(view.membership.room(), event.stored().snapshot().getAsLong(),
                            new Part.SlotOf(event.number())), found -> found.forEach(before -> view.replaced.put(event.number(), before.pdu()))));
                }
            }
        }
    }

    private static StateQuery whole(RoomView view, boolean lazy, boolean end) {
        long room = view.membership.room();
        if (!end && !view.timeline.isEmpty()) {
            return new StateQuery(room, snapshot(view), new Part.All(lazy, 0));
        }
        if (view.kind == RoomView.Kind.LEFT) {
            return new StateQuery(room, StateQuery.BEFORE_EVENT, new Part.All(lazy, view.membership.event()));
        }
        return new StateQuery(room, StateQuery.CURRENT, new Part.All(lazy, 0));
    }

    private static long snapshot(RoomView view) {
        return view.timeline.getFirst().stored().snapshot().orElse(0);
    }

    /** A whole state is read at the start of the timeline, where it comes before it: what changed since and is not shown belongs in it too. */
    private static boolean needsChanges(SyncPass pass, RoomView view) {
        return !view.wholeState || !pass.request().options().stateAt().isEnd() && !view.timeline.isEmpty();
    }

    /** How the state changed since the token, or since the start of the timeline, where memory does not know it. */
    private Uni<Void> changes(SyncPass pass, List<RoomView> views) {
        boolean partial = pass.filter().room().timeline().isPartial();
        boolean end = pass.request().options().stateAt().isEnd();
        Set<Long> shown = new HashSet<>();
        if (!end) {
            views.forEach(view -> view.timeline.forEach(event -> shown.add(event.number())));
        }
        List<StateStretch> stretches = views.stream()
                .map(view -> view.wholeState ? new StateStretch(view.shownStretch(), true) : new StateStretch(view.stretch(), end || view.limited || partial))
                .toList();
        return store.stateChanges(stretches, shown).map(found -> {
            for (int i = 0; i < found.size(); i++) {
                views.get(i).changes = found.get(i);
            }
            return null;
        });
    }
}
