package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.sync.MembershipHistory;
import org.colloque.messaging.sync.RoomMembership;
import org.colloque.messaging.sync.RoomView;
import org.colloque.messaging.sync.RoomView.Kind;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.SyncStore;
import org.colloque.messaging.sync.SyncStore.StateStretch;
import org.colloque.messaging.sync.TimelineSource;
import org.colloque.protocol.id.RoomId;

/** Who came to and went from the rooms of a user, as views that hold nothing else. */
@Singleton
class MemberShifts {

    private final MembershipHistory history;
    private final TimelineSource timelines;
    private final SyncStore store;

    MemberShifts(MembershipHistory history, TimelineSource timelines, SyncStore store) {
        this.history = history;
        this.timelines = timelines;
        this.store = store;
    }

    Uni<List<RoomView>> views(SyncPass pass) {
        Optional<Set<RoomId>> shifted = pass.changes().map(ignored -> pass.changes(RoomChange.class).stream()
                .filter(change -> change.member().isPresent()).map(RoomChange::room).collect(Collectors.toSet()));
        List<RoomMembership> candidates = pass.user().memberships().stream().filter(membership -> isCandidate(pass, membership)
                && shifted.map(rooms -> rooms.contains(membership.roomId())).orElse(true)).toList();
        List<RoomMembership> unclear = candidates.stream().filter(membership -> history.isUnclear(membership, pass.since())).toList();
        return history.learn(pass.user(), unclear, pass.since()).chain(known -> {
            List<RoomView> views = new ArrayList<>();
            candidates.forEach(membership -> view(pass, known.getOrDefault(membership.event(), membership)).ifPresent(views::add));
            List<RoomView> kept = views.stream().filter(view -> !view.fresh && view.kind == Kind.JOINED).toList();
            return changes(pass, kept).replaceWith(views);
        });
    }

    private static boolean isCandidate(SyncPass pass, RoomMembership membership) {
        return membership.position() <= pass.upTo().position()
                && (membership.is(RoomMembership.JOIN) || membership.isGone() && membership.position() > pass.since());
    }

    private static Optional<RoomView> view(SyncPass pass, RoomMembership membership) {
        if (membership.isGone()) {
            boolean wasJoined = membership.past().before().filter(RoomMembership.JOIN::equals).isPresent();
            return wasJoined ? Optional.of(new RoomView(membership, Kind.LEFT, false, false, pass.since(), membership.position())) : Optional.empty();
        }
        RoomView view = new RoomView(membership, Kind.JOINED, membership.past().joinedBy() > pass.since(), false, pass.since(), pass.upTo().position());
        view.limit = 0;
        return Optional.of(view);
    }

    private Uni<Void> changes(SyncPass pass, List<RoomView> views) {
        if (pass.changes().isPresent()) {
            return timelines.contribute(new SyncPass(pass.request(), pass.user(), pass.upTo(), pass.changes(), pass.now(), views, new SyncAnswer()));
        }
        return store.stateChanges(views.stream().map(view -> new StateStretch(view.stretch(), true)).toList(), List.of()).invoke(found -> {
            for (int i = 0; i < found.size(); i++) {
                views.get(i).changes = found.get(i);
            }
        }).replaceWithVoid();
    }
}
