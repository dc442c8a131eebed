package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.SyncStore.Summary;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Timelines and states of rooms as the answer shows them, with summaries. */
@Singleton
class RoomSource implements SyncSource {

    private final RoomSummaries summaries;
    private final StateLoader loader;
    private final TimelineVisibility visibility;
    private final RoomStates states;
    private final RoomWriter writer;

    RoomSource(RoomSummaries summaries, StateLoader loader, TimelineVisibility visibility, RoomStates states, RoomWriter writer) {
        this.summaries = summaries;
        this.loader = loader;
        this.visibility = visibility;
        this.states = states;
        this.writer = writer;
    }

    @Override
    public int order() {
        return STATES;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        List<RoomView> views = pass.views().stream().filter(RoomView::hasTimeline).toList();
        if (views.isEmpty()) {
            return InTurn.done();
        }
        List<RoomId> summarised = views.stream().filter(RoomSource::needsSummary).map(view -> view.membership.roomId()).toList();
        return summaries.of(summarised)
                .invoke(known -> views.forEach(view -> stand(pass, view, known)))
                .chain(() -> loader.load(pass, views))
                .chain(() -> visibility.apply(pass, views))
                .chain(cut -> cut.isEmpty() ? InTurn.done() : loader.load(pass, cut))
                .chain(() -> write(pass, views));
    }

    private Uni<Void> write(SyncPass pass, List<RoomView> views) {
        List<RoomView> told = views.stream().filter(view -> view.kind == RoomView.Kind.LEFT || view.fresh || view.wholeState || !view.timeline.isEmpty() || view.limited
                || !view.changes.isEmpty()).toList();
        return InTurn.each(told, view -> states.complete(pass, view).chain(() -> writer.write(pass, view)));
    }

    private static boolean needsSummary(RoomView view) {
        boolean members = view.changes.stream().anyMatch(event -> event.pdu().type().equals(EventTypes.MEMBER))
                || view.timeline.stream().anyMatch(event -> event.isState() && event.pdu().type().equals(EventTypes.MEMBER));
        return view.kind == RoomView.Kind.JOINED && (view.wholeState || members || view.limited && !view.recent);
    }

    private static void stand(SyncPass pass, RoomView view, Map<RoomId, Summary> known) {
        Summary summary = known.get(view.membership.roomId());
        if (summary == null || view.kind != RoomView.Kind.JOINED) {
            return;
        }
        view.heroes = summary.heroesFor(pass.user().id());
        Optional<List<UserId>> heroes = summary.named() ? Optional.empty() : Optional.of(view.heroes);
        view.summary = Optional.of(new RoomAnswer.Summary(summary.joined(), summary.invited(), heroes));
    }
}
