package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.accounts.Erasures;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.UserId;

/**
 * Leaves out of fresh timelines what the user may not see. A room in which the user was joined all the time needs no look.
 * Spec: client-server-api, "Room history visibility".
 */
@Singleton
public class TimelineVisibility {

    private static final String SHARED = "shared";

    private final Visibility visibility;
    private final Erasures erasures;

    TimelineVisibility(Visibility visibility, Erasures erasures) {
        this.visibility = visibility;
        this.erasures = erasures;
    }

    /**
     * Answers the views that lost events by it: their states are to be read again. Where the client makes the present state of the state at the
     * start and of the timeline, a timeline starts above the last change that it may not show: below, the change is in the state.
     */
    public Uni<List<RoomView>> apply(SyncPass pass, List<RoomView> views) {
        return erasures.positions().chain(erased -> applyTo(pass, views.stream().filter(view -> isDoubtful(view, erased.keySet())).toList()));
    }

    private Uni<List<RoomView>> applyTo(SyncPass pass, List<RoomView> doubtful) {
        boolean end = pass.request().options().stateAt().isEnd();
        List<RoomView> cut = new ArrayList<>();
        return InTurn.each(doubtful, view -> {
            int before = view.timeline.size();
            return apply(pass.user().id(), view, end).invoke(() -> {
                if (view.timeline.size() < before) {
                    cut.add(view);
                }
            });
        }).replaceWith(cut);
    }

    private static boolean isDoubtful(RoomView view, Set<UserId> erased) {
        boolean joinedMeanwhile = view.fresh && !view.timeline.isEmpty() && view.start() < view.membership.past().joinedBy();
        return joinedMeanwhile && (!isOpen(view) || !erased.isEmpty()
                && view.timeline.stream().anyMatch(event -> erased.contains(event.pdu().sender())));
    }

    /** Whether those who join later see everything that the timeline holds: so it stood at its start, and so it stayed. */
    private static boolean isOpen(RoomView view) {
        if (!view.wholeState) {
            return false;
        }
        List<TimelineEvent> changes = view.timeline.stream().filter(event -> isVisibility(event.pdu())).toList();
        boolean open = changes.stream().allMatch(event -> isOpen(event.pdu())
                && (!view.replaced.containsKey(event.number()) || isOpen(view.replaced.get(event.number()))));
        Optional<TimelineEvent> standing = view.state.stream().filter(event -> isVisibility(event.pdu())).findFirst();
        boolean known = standing.map(event -> isOpen(event.pdu()) && (event.position() < view.start()
                || changes.stream().anyMatch(change -> change.number() == event.number()))).orElse(true);
        return open && known;
    }

    private static boolean isVisibility(Pdu pdu) {
        return pdu.isState(EventTypes.HISTORY_VISIBILITY, "");
    }

    private static boolean isOpen(Pdu pdu) {
        String value = pdu.content().path("history_visibility").asText(SHARED);
        return !value.equals("joined") && !value.equals("invited");
    }

    private Uni<Void> apply(UserId user, RoomView view, boolean end) {
        return visibility.visible(user, view.timeline.stream().map(TimelineEvent::stored).toList()).invoke(visible -> {
            Map<Long, StoredEvent> shown = visible.stream().collect(Collectors.toMap(StoredEvent::number, Function.identity()));
            Set<Long> numbers = new HashSet<>(shown.keySet());
            numbers.add(view.membership.event());
            int start = end ? 0 : aboveHiddenChanges(view.timeline, numbers);
            view.limited |= start > 0 || !numbers.contains(view.timeline.getFirst().number());
            view.timeline.subList(0, start).clear();
            view.timeline.removeIf(event -> !numbers.contains(event.number()));
            view.timeline.replaceAll(event -> event.as(shown.getOrDefault(event.number(), event.stored())));
        }).replaceWithVoid();
    }

    private static int aboveHiddenChanges(List<TimelineEvent> timeline, Set<Long> shown) {
        int start = timeline.size();
        while (start > 0 && (shown.contains(timeline.get(start - 1).number()) || !timeline.get(start - 1).isState())) {
            start--;
        }
        return start;
    }
}
