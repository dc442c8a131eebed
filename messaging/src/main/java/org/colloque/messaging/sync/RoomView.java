package org.colloque.messaging.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.UserId;

/** One room in one pass of a sync: what of it is looked at, and what was found. */
final class RoomView {

    /** In which section of the answer the room goes. */
    enum Kind {
        JOINED, LEFT, INVITED, KNOCKED
    }

    /** Above all positions of backfilled history. */
    static final long FROM_THE_BEGINNING = Long.MIN_VALUE;

    final RoomMembership membership;
    final Kind kind;
    /** Whether the client has nothing of the room yet (or nothing since it left), so that it gets a fresh timeline. */
    final boolean fresh;
    /** Whether the whole state is wanted. */
    final boolean wholeState;
    /** The timeline lies above this position, */
    final long above;
    /** and at or below this one. */
    final long upTo;

    /** The timeline, oldest first. */
    List<TimelineEvent> timeline = new ArrayList<>();
    /** Whether there is more of the timeline below. */
    boolean limited;
    /** Whether it comes from memory. */
    boolean recent;
    /** State events of the stretch, oldest first, also those that the timeline leaves out. */
    List<TimelineEvent> changes = new ArrayList<>();
    /** The state for the client, before filters. */
    List<TimelineEvent> state = new ArrayList<>();
    /** Member events of those who wrote the timeline, when members are lazy. */
    List<TimelineEvent> members = new ArrayList<>();
    /** Who stands for the room. */
    List<UserId> heroes = List.of();
    Optional<RoomAnswer.Summary> summary = Optional.empty();
    /** What state events of the timeline replaced, by number; for views that do not come from memory. */
    Map<Long, Pdu> replaced = new HashMap<>();

    /** What is told together with events of the timeline, as JSON, by event. */
    Map<EventId, byte[]> relations = Map.of();

    RoomView(RoomMembership membership, Kind kind, boolean fresh, boolean wholeState, long above, long upTo) {
        this.membership = membership;
        this.kind = kind;
        this.fresh = fresh;
        this.wholeState = wholeState;
        this.above = above;
        this.upTo = upTo;
    }

    boolean hasTimeline() {
        return kind == Kind.JOINED || kind == Kind.LEFT;
    }

    /** The position of the first event of the timeline; the upper end when it is empty. */
    long start() {
        return timeline.isEmpty() ? upTo + 1 : timeline.getFirst().position();
    }

    SyncStore.Stretch stretch() {
        return new SyncStore.Stretch(membership.room(), above, upTo);
    }

    /** From the first event of the timeline on. */
    SyncStore.Stretch shownStretch() {
        return new SyncStore.Stretch(membership.room(), start(), upTo);
    }
}
