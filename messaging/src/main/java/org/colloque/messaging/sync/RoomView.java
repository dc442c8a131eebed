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
public final class RoomView {

    /** In which section of the answer the room goes. */
    public enum Kind {
        JOINED, LEFT, INVITED, KNOCKED
    }

    /** Above all positions of backfilled history. */
    public static final long FROM_THE_BEGINNING = Long.MIN_VALUE;

    public final RoomMembership membership;
    public final Kind kind;
    /** Whether the client has nothing of the room yet (or nothing since it left), so that it gets a fresh timeline. */
    public final boolean fresh;
    /** Whether the whole state is wanted. */
    public final boolean wholeState;
    /** The timeline lies above this position, */
    public final long above;
    /** and at or below this one. */
    public final long upTo;

    /** The timeline, oldest first. */
    public List<TimelineEvent> timeline = new ArrayList<>();
    /** Whether there is more of the timeline below. */
    public boolean limited;
    /** Whether it comes from memory. */
    public boolean recent;
    /** State events of the stretch, oldest first, also those that the timeline leaves out. */
    public List<TimelineEvent> changes = new ArrayList<>();
    /** The state for the client, before filters. */
    public List<TimelineEvent> state = new ArrayList<>();
    /** Member events of those who wrote the timeline, when members are lazy. */
    public List<TimelineEvent> members = new ArrayList<>();
    /** Who stands for the room. */
    public List<UserId> heroes = List.of();
    public Optional<RoomAnswer.Summary> summary = Optional.empty();
    /** What state events of the timeline replaced, by number; for views that do not come from memory. */
    public Map<Long, Pdu> replaced = new HashMap<>();

    /** The most events of the timeline; below 0 where the filter tells. */
    public int limit = -1;
    /** Whether the database is to be asked even when memory holds what came after the token. */
    public boolean stored;
    /** Whether the client gets what is told together with events although the timeline is not limited. */
    public boolean bundled;

    /** What is told together with events of the timeline, as JSON, by event. */
    public Map<EventId, byte[]> relations = Map.of();

    public RoomView(RoomMembership membership, Kind kind, boolean fresh, boolean wholeState, long above, long upTo) {
        this.membership = membership;
        this.kind = kind;
        this.fresh = fresh;
        this.wholeState = wholeState;
        this.above = above;
        this.upTo = upTo;
    }

    public boolean hasTimeline() {
        return kind == Kind.JOINED || kind == Kind.LEFT;
    }

    /** The position of the first event of the timeline; the upper end when it is empty. */
    public long start() {
        return timeline.isEmpty() ? upTo + 1 : timeline.getFirst().position();
    }

    public SyncStore.Stretch stretch() {
        return new SyncStore.Stretch(membership.room(), above, upTo);
    }

    /** From the first event of the timeline on. */
    public SyncStore.Stretch shownStretch() {
        return new SyncStore.Stretch(membership.room(), start(), upTo);
    }
}
