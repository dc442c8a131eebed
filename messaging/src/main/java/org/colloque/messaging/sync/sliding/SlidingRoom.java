package org.colloque.messaging.sync.sliding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.sync.RoomView;
import org.colloque.messaging.sync.SyncStore;
import org.colloque.messaging.sync.TimelineEvent;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** One room in one pass of a sliding sync: what of it is looked at, and what was found. */
final class SlidingRoom {

    final RoomMatch match;
    final RoomView view;
    final Plan plan;

    /** The state for the client, as it stands. */
    List<TimelineEvent> state = new ArrayList<>();
    /** Slots that were emptied. */
    List<StateKey> emptied = new ArrayList<>();
    Optional<SyncStore.Summary> summary = Optional.empty();
    /** Who stands for a room without a name, with their membership. */
    List<UserId> heroes = List.of();
    List<TimelineEvent> heroEvents = List.of();
    Optional<TimelineEvent> name = Optional.empty();
    Optional<TimelineEvent> avatar = Optional.empty();
    OptionalLong bump = OptionalLong.empty();
    boolean direct;

    /**
     * What the client gets.
     *
     * @param before   what it has
     * @param initial  whether the room starts anew
     * @param expanded whether more of the timeline is wanted than it has
     * @param widened  whether more of the state is wanted than it has
     * @param from     the position after which things are new to it; {@link RoomView#FROM_THE_BEGINNING} for all of them
     */
    record Plan(Optional<SentRoom> before, boolean initial, boolean expanded, boolean widened, long from) {
    }

    SlidingRoom(RoomMatch match, RoomView view, Plan plan) {
        this.match = match;
        this.view = view;
        this.plan = plan;
    }

    RequiredState required() {
        return match.config().requiredState();
    }

    boolean isJoined() {
        return view.kind == RoomView.Kind.JOINED;
    }

    /** Whether it is new to the client whether the room is for direct messages. */
    boolean tellsDirect() {
        return plan.initial() ? direct : plan.before().filter(before -> before.direct() != direct).isPresent();
    }

    /** Whether there is anything to tell. */
    boolean isNews() {
        return plan.initial() || !view.timeline.isEmpty() || view.limited || !state.isEmpty() || !emptied.isEmpty() || tellsDirect();
    }

    /** What the client has after the answer. */
    SentRoom after() {
        boolean contiguous = !plan.initial() && !plan.expanded() && !view.limited;
        int limit = contiguous ? Math.max(plan.before().map(SentRoom::limit).orElse(0), match.config().timelineLimit()) : match.config().timelineLimit();
        return new SentRoom(SentRoom.LIVE, limit, plan.before().filter(this::keepsState).map(SentRoom::config).orElse(required().text()), direct);
    }

    /** Whether the client still has all the state that it had, although less is wanted now: nothing of it changed. */
    private boolean keepsState(SentRoom before) {
        if (plan.initial() || !view.recent || before.config().equals(required().text())) {
            return false;
        }
        RequiredState had = RequiredState.ofText(before.config());
        return had.covers(required()) && view.changes.stream().map(event -> event.pdu().slot().orElseThrow())
                .noneMatch(slot -> had.matches(slot.type(), slot.stateKey()) && !required().matches(slot.type(), slot.stateKey()));
    }
}
