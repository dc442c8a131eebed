package org.colloque.messaging.event.append;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.PartialEntry;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomMembers;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.messaging.event.append.RoomAppend.MemberChange;
import org.colloque.messaging.event.append.RoomAppend.NewTransaction;
import org.colloque.messaging.event.state.PersistentState;
import org.colloque.messaging.event.state.Snapshot;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/**
 * What is being added to one room, on top of its head. Each thing that is decided sees what was decided before it. For one
 * flow of work at a time.
 */
public final class RoomDraft {

    private static final int KEPT_FREE = 10_000;
    private static final int REPLACED = 6;

    private final ServerName thisServer;
    private final long expectedVersion;
    private final long lastPosition;
    private final Map<EventId, NewEvent> byId = new HashMap<>();
    private RoomHead head;
    private StoredState stored;
    private int live;
    private NewEvent last;
    private final List<NewEvent> events = new ArrayList<>();
    /** What stood where another event was put, the latest last. */
    private final List<NewEvent> replaced = new ArrayList<>();
    private final List<StoredState> states = new ArrayList<>();
    private final List<StateChange> changes = new ArrayList<>();
    private final List<MemberChange> members = new ArrayList<>();
    private final List<NewTransaction> transactions = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private RoomDraft(ServerName thisServer, long expectedVersion, long lastPosition, RoomHead head, StoredState stored) {
        this.thisServer = thisServer;
        this.expectedVersion = expectedVersion;
        this.lastPosition = lastPosition;
        this.head = head;
        this.stored = stored;
    }

    /** A draft on top of a room's head. */
    public static RoomDraft on(WarmRoom room, ServerName thisServer) {
        return new RoomDraft(thisServer, room.head().headVersion(), room.lastPosition(), room.head(), room.stored());
    }

    /** The draft of a room that does not exist. */
    public static RoomDraft ofNewRoom(long number, RoomId room, RoomVersion version, ServerName thisServer) {
        var head = new RoomHead(number, room, version, 0, 0, List.of(), 0, PersistentState.EMPTY, RoomMembers.NONE, false);
        return new RoomDraft(thisServer, RoomAppend.NEW_ROOM, 0, head, StoredState.EMPTY);
    }

    /** Whether nothing of the room is stored yet. */
    public boolean isNewRoom() {
        return expectedVersion == RoomAppend.NEW_ROOM;
    }

    /** The head with all that was added so far. */
    public RoomHead head() {
        return head;
    }

    /** The state of {@link #head()}. */
    public StoredState stored() {
        return stored;
    }

    /** The place in the timeline after all that was added so far. */
    public NewEvent.Place nextPlace() {
        return new NewEvent.Place.Live(live);
    }

    /** The same for an event before which others are missing: places are kept free for them, should they be fetched later. */
    public NewEvent.Place nextPlaceAfterGap() {
        return new NewEvent.Place.Live(live + KEPT_FREE);
    }

    /** What was added under this event id, if anything. */
    public Optional<NewEvent> added(EventId id) {
        return Optional.ofNullable(byId.get(id));
    }

    public boolean isEmpty() {
        return events.isEmpty() && links.isEmpty();
    }

    /** Adds an event, in the place of the outlier that it may have been added as before; the head stays. */
    public void add(NewEvent event) {
        last = event;
        if (byId.containsKey(event.pdu().eventId())) {
            replace(event);
        } else {
            events.add(event);
            byId.put(event.pdu().eventId(), event);
        }
        if (event.place() instanceof NewEvent.Place.Live(int ordinal)) {
            live = ordinal + 1;
        }
    }

    /** Puts an event in the place of the one that was added under the same id. */
    public void replace(NewEvent event) {
        replaced.add(put(event));
    }

    private NewEvent put(NewEvent event) {
        events.replaceAll(added -> added.number() == event.number() ? event : added);
        return byId.put(event.pdu().eventId(), event);
    }

    /** Adds a state that events refer to. */
    public void add(StoredState state) {
        states.add(state);
    }

    public void add(NewTransaction transaction) {
        transactions.add(transaction);
    }

    public void add(Link link) {
        links.add(link);
    }

    /** Makes these events the ends of the graph. */
    public void extend(List<EventRef> extremities, long depth) {
        head = new RoomHead(head.number(), head.roomId(), head.version(), head.headVersion(), depth, List.copyOf(extremities),
                head.snapshot(), head.state(), head.members(), head.partial());
    }

    /** Makes an event the successor of those of the ends of the graph that it names. */
    public void extend(EventRef event, List<EventId> previous, long depth) {
        List<EventRef> rest = head.extremities().stream().filter(end -> !previous.contains(end.eventId())).toList();
        extend(Stream.concat(rest.stream(), Stream.of(event)).toList(), Math.max(depth, head.depth()));
    }

    /**
     * Makes this the current state; the changes say how it differs from the one before. Those that are not the event that was added
     * last itself take a place of their own in the log, so that those who are in the room hear of them.
     */
    public void state(StoredState next, List<StateChange> differences) {
        RoomMembers counted = head.members();
        boolean heard = head.isLocal();
        OptionalLong arrived = last == null || !(last.place() instanceof NewEvent.Place.Live)
                ? OptionalLong.empty() : OptionalLong.of(last.number());
        int ordinal = Math.max(live - 1, 0);
        for (StateChange change : differences) {
            boolean isItself = change.event().filter(event -> arrived.equals(OptionalLong.of(event.number()))).isPresent();
            int place = heard && !isItself ? tell(change) : ordinal;
            if (change.member().isPresent()) {
                var member = change.member().get();
                counted = counted.changed(member.user(), member.from(), member.to(), thisServer);
                members.add(memberChange(change, member, place));
            }
        }
        changes.addAll(differences);
        stored = next;
        head = new RoomHead(head.number(), head.roomId(), head.version(), head.headVersion(), head.depth(),
                head.extremities(), next.id(), next.state(), counted, head.partial());
    }

    /**
     * Says what stands in a slot of the current state, although an event that filled it has just taken its place in the log: that event
     * lost against it.
     */
    public void restate(StateChange standing) {
        int place = tell(standing);
        standing.member().ifPresent(member -> members.add(memberChange(standing, member, place)));
    }

    /**
     * The room was entered with a part of its state: this draft's is what is known of it.
     *
     * @param base the number of the state before the join
     * @param from whom the rest can be asked for
     */
    public void entered(EventRef join, long base, PartialEntry from) {
        links.add(new Link.Entered(join.number(), base, from, live++));
        partial(true);
    }

    /**
     * The state is whole from now on.
     *
     * @param base what the state lacked so far, which all that was built on it gets too
     */
    public void whole(Snapshot base) {
        links.add(new Link.Whole(base, live++));
        partial(false);
    }

    /** Adds to the current state what it lacked; those who are in the room are not told of it slot by slot. */
    public void fill(StoredState next, List<StateChange> additions) {
        RoomMembers counted = head.members();
        for (StateChange addition : additions) {
            if (addition.member().isPresent()) {
                var member = addition.member().get();
                counted = counted.changed(member.user(), member.from(), member.to(), thisServer);
                members.add(memberChange(addition, member, live));
            }
        }
        changes.addAll(additions);
        stored = next;
        head = new RoomHead(head.number(), head.roomId(), head.version(), head.headVersion(), head.depth(),
                head.extremities(), next.id(), next.state(), counted, head.partial());
    }

    private void partial(boolean isPartial) {
        head = new RoomHead(head.number(), head.roomId(), head.version(), head.headVersion(), head.depth(),
                head.extremities(), head.snapshot(), head.state(), head.members(), isPartial);
    }

    /** Gives a change of the state a place in the log. */
    private int tell(StateChange change) {
        int place = live++;
        links.add(new Link.Resolved(change.slotNumber(), number(change.event()), place,
                change.member().map(StateChange.Member::from).orElse(null), change.member().map(StateChange.Member::to).orElse(null)));
        return place;
    }

    private MemberChange memberChange(StateChange change, StateChange.Member member, int place) {
        return new MemberChange(member.number(), member.to(), number(change.event()), place, member.user().isOn(thisServer));
    }

    private static long number(Optional<EventRef> event) {
        return event.map(EventRef::number).orElse(0L);
    }

    /** Adds a membership of somebody in a room whose state is not held. */
    public void outsideMember(MemberChange member) {
        members.add(member);
    }

    /** What is to be stored. */
    public RoomAppend toAppend() {
        Map<Long, Long> stateChanges = new LinkedHashMap<>();
        changes.forEach(change -> stateChanges.put(change.slotNumber(), change.event().map(EventRef::number).orElse(0L)));
        Map<Long, MemberChange> lastOfEach = new LinkedHashMap<>();
        members.forEach(member -> lastOfEach.put(member.member(), member));
        return new RoomAppend(expectedVersion, head, live, List.copyOf(events), states.stream().map(StoredState::snapshot).toList(), stateChanges,
                List.copyOf(lastOfEach.values()), List.copyOf(transactions), List.copyOf(links));
    }

    /** The head once it is stored. */
    public WarmRoom moved(long firstPosition) {
        long version = expectedVersion == RoomAppend.NEW_ROOM ? 0 : expectedVersion + 1;
        var after = new RoomHead(head.number(), head.roomId(), head.version(), version, head.depth(), head.extremities(),
                head.snapshot(), head.state(), head.members(), head.partial());
        return new WarmRoom(after, stored, live == 0 ? lastPosition : firstPosition + live - 1);
    }

    /** The events that were added. */
    public List<NewEvent> events() {
        return events;
    }

    /** The states that were added. */
    public List<StoredState> states() {
        return states;
    }

    /** The links that were added. */
    public List<Link> links() {
        return links;
    }

    /** Where the draft stands, to come back to. */
    public Mark mark() {
        return new Mark(head, stored, live, last, new int[] {events.size(), states.size(), changes.size(), members.size(),
            transactions.size(), links.size(), replaced.size()});
    }

    /** Takes back all that was added since the mark. */
    public void backTo(Mark mark) {
        head = mark.head;
        stored = mark.stored;
        live = mark.live;
        last = mark.last;
        replaced.subList(mark.sizes[REPLACED], replaced.size()).reversed().forEach(this::put);
        events.subList(mark.sizes[0], events.size()).forEach(event -> byId.remove(event.pdu().eventId()));
        List<List<?>> lists = List.of(events, states, changes, members, transactions, links, replaced);
        for (int i = 0; i < mark.sizes.length; i++) {
            lists.get(i).subList(mark.sizes[i], lists.get(i).size()).clear();
        }
    }

    /** A place in the making of a draft. */
    public record Mark(RoomHead head, StoredState stored, int live, NewEvent last, int[] sizes) {
    }
}
