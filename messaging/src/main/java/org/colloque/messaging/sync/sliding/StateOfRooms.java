package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.colloque.messaging.event.ResolvedStateChange;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.RoomView;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.SyncStore;
import org.colloque.messaging.sync.SyncStore.Part;
import org.colloque.messaging.sync.SyncStore.StateQuery;
import org.colloque.messaging.sync.TimelineEvent;
import org.colloque.messaging.sync.sliding.RequiredState.Clause;
import org.colloque.messaging.sync.sliding.RequiredState.Element;
import org.colloque.messaging.sync.sliding.RoomFactStore.Wanted;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** The state that the rooms of a pass need: from memory for what is recent, else with a constant number of statements. */
@Singleton
class StateOfRooms {

    /** What the answer is made of beside what the client asked for. */
    private static final RequiredState OWN = new RequiredState(new TreeSet<>(Set.of(new Clause(new TreeSet<>(Set.of(element(EventTypes.NAME),
            element(EventTypes.AVATAR), element(EventTypes.HISTORY_VISIBILITY))), new TreeSet<>(), false))));

    private final RoomFactStore facts;
    private final SyncStore store;
    private final RoomReads reads;

    StateOfRooms(RoomFactStore facts, SyncStore store, RoomReads reads) {
        this.facts = facts;
        this.store = store;
        this.reads = reads;
    }

    private static Element element(String type) {
        return new Element(Optional.of(type), Optional.of(""));
    }

    Uni<Void> load(SyncPass pass, List<SlidingRoom> rooms) {
        List<SlidingRoom> stored = rooms.stream().filter(room -> room.isJoined() && needsStore(room)).toList();
        List<SlidingRoom> recent = rooms.stream().filter(room -> room.isJoined() && !needsStore(room)).toList();
        List<SlidingRoom> left = rooms.stream().filter(room -> room.view.kind == RoomView.Kind.LEFT).toList();
        return fromStore(pass, stored).chain(() -> replacedAndLeft(rooms, left)).chain(() -> InTurn.each(recent, room -> fromMemory(pass, room)));
    }

    private static boolean needsStore(SlidingRoom room) {
        return !room.view.recent || room.plan.initial() || room.plan.expanded() || room.plan.widened();
    }

    private Uni<Void> fromStore(SyncPass pass, List<SlidingRoom> rooms) {
        if (rooms.isEmpty()) {
            return InTurn.done();
        }
        Set<Long> resolved = pass.changes(ResolvedStateChange.class).stream().flatMapToLong(change -> change.event().stream()).boxed()
                .collect(Collectors.toSet());
        return facts.current(rooms.stream().map(StateOfRooms::wanted).toList()).invoke(found -> {
            for (int i = 0; i < rooms.size(); i++) {
                take(rooms.get(i), found.get(i), resolved);
            }
        }).replaceWithVoid();
    }

    private static Wanted wanted(SlidingRoom room) {
        Set<String> members = new HashSet<>();
        room.heroes.forEach(hero -> members.add(hero.value()));
        RequiredState state = room.required().with(OWN);
        boolean all = room.plan.initial() || room.plan.expanded() || room.plan.widened();
        if (room.required().lazyMembers()) {
            members.addAll(lazy(room));
            if (!all && !room.view.limited) {
                state = state.with(new RequiredState(new TreeSet<>(Set.of(new Clause(
                        new TreeSet<>(Set.of(new Element(Optional.of(EventTypes.MEMBER), Optional.empty()))), new TreeSet<>(), false)))));
            }
        }
        return new Wanted(room.view.membership.room(), all ? RoomView.FROM_THE_BEGINNING : room.plan.from(), state, members);
    }

    private static void take(SlidingRoom room, List<TimelineEvent> found, Set<Long> resolved) {
        Set<String> lazy = room.required().lazyMembers() ? lazy(room) : Set.of();
        Set<String> heroes = room.heroes.stream().map(UserId::value).collect(Collectors.toSet());
        Optional<RequiredState> had = room.plan.widened() ? room.plan.before().map(before -> RequiredState.ofText(before.config())) : Optional.empty();
        room.heroEvents = found.stream().filter(event -> event.pdu().type().equals(EventTypes.MEMBER)
                && heroes.contains(event.pdu().stateKey().orElse(""))).toList();
        room.view.state = new ArrayList<>(found);
        for (TimelineEvent event : found) {
            Pdu pdu = event.pdu();
            String key = pdu.stateKey().orElse("");
            boolean byName = lazy.contains(key) || heroes.contains(key);
            boolean changed = room.plan.initial() || event.position() > room.plan.from() || resolved.contains(event.number())
                    || !room.plan.expanded() && !room.plan.widened() && !(pdu.type().equals(EventTypes.MEMBER) && byName);
            boolean missing = had.isPresent() && room.required().matches(pdu.type(), key) && !had.get().matches(pdu.type(), key);
            boolean member = pdu.type().equals(EventTypes.MEMBER);
            boolean wanted = room.required().matches(pdu.type(), key)
                    || member && room.required().lazyMembers() && !room.plan.initial() && !room.view.limited;
            if (changed && wanted || missing || member && lazy.contains(key)) {
                room.state.add(event);
            }
            if (changed && pdu.isState(EventTypes.NAME, "")) {
                room.name = Optional.of(event);
            } else if (changed && pdu.isState(EventTypes.AVATAR, "")) {
                room.avatar = Optional.of(event);
            }
        }
    }

    /** Those of whom the timeline speaks. Spec: MSC4186, "Lazy loaded memberships". */
    private static Set<String> lazy(SlidingRoom room) {
        Set<String> members = new HashSet<>();
        room.view.timeline.forEach(event -> {
            members.add(event.pdu().sender().value());
            if (event.isState() && event.pdu().type().equals(EventTypes.MEMBER)) {
                members.add(event.pdu().stateKey().orElse(""));
            }
        });
        return members;
    }

    /** A query, and what to do with its answer. */
    private record Wish(StateQuery query, Consumer<List<TimelineEvent>> taker) {
    }

    /** What state events of timelines replaced, and the states of rooms as they were when the user left: one statement. */
    private Uni<Void> replacedAndLeft(List<SlidingRoom> rooms, List<SlidingRoom> left) {
        List<Wish> wishes = new ArrayList<>();
        Set<String> members = new HashSet<>();
        for (SlidingRoom room : rooms) {
            if (!room.view.recent) {
                room.view.timeline.forEach(event -> addReplaced(room.view, event, wishes));
            }
        }
        for (SlidingRoom room : left) {
            if (room.view.wholeState) {
                members.addAll(lazy(room));
                wishes.add(new Wish(new StateQuery(room.view.membership.room(), StateQuery.BEFORE_EVENT,
                        new Part.All(room.required().lazyMembers(), room.view.membership.event())), found -> takeLeft(room, found)));
            } else {
                takeLeft(room, room.view.changes);
            }
        }
        return store.states(wishes.stream().map(Wish::query).toList(), members).invoke(found -> {
            for (int i = 0; i < found.size(); i++) {
                wishes.get(i).taker().accept(found.get(i));
            }
        }).replaceWithVoid();
    }

    private static void addReplaced(RoomView view, TimelineEvent event, List<Wish> wishes) {
        if (event.isState() && event.stored().snapshot().orElse(0) != 0) {
            wishes.add(new Wish(new StateQuery(view.membership.room(), event.stored().snapshot().getAsLong(), new Part.SlotOf(event.number())),
                    found -> found.forEach(before -> view.replaced.put(event.number(), before.pdu()))));
        }
    }

    private static void takeLeft(SlidingRoom room, List<TimelineEvent> found) {
        Set<String> lazy = room.required().lazyMembers() ? lazy(room) : Set.of();
        room.view.state = new ArrayList<>(found);
        for (TimelineEvent event : found) {
            StateKey slot = event.pdu().slot().orElseThrow();
            if (room.required().matches(slot.type(), slot.stateKey()) || slot.type().equals(EventTypes.MEMBER) && lazy.contains(slot.stateKey())) {
                room.state.add(event);
            }
        }
        found.stream().filter(event -> event.pdu().isState(EventTypes.NAME, "")).findFirst().ifPresent(event -> room.name = Optional.of(event));
        found.stream().filter(event -> event.pdu().isState(EventTypes.AVATAR, "")).findFirst().ifPresent(event -> room.avatar = Optional.of(event));
    }

    private Uni<Void> fromMemory(SyncPass pass, SlidingRoom room) {
        List<ResolvedStateChange> emptied = pass.changes(ResolvedStateChange.class).stream()
                .filter(change -> change.room().equals(room.view.membership.roomId()) && change.event().isEmpty()).toList();
        boolean lazy = room.required().lazyMembers();
        if (room.view.changes.isEmpty() && emptied.isEmpty() && (!lazy || room.view.timeline.isEmpty())) {
            return InTurn.done();
        }
        long last = room.view.changes.stream().mapToLong(TimelineEvent::position).max().orElse(0);
        return reads.head(room.view.membership.roomId(), last).chain(head -> head.map(now -> takeRecent(room, now, emptied)).orElseGet(InTurn::done));
    }

    private Uni<Void> takeRecent(SlidingRoom room, RoomHead head, List<ResolvedStateChange> emptied) {
        boolean lazy = room.required().lazyMembers();
        emptied.stream().map(ResolvedStateChange::filled).filter(slot -> head.state().get(slot).isEmpty()
                && room.required().matches(slot.type(), slot.stateKey())).forEach(room.emptied::add);
        Set<StateKey> there = new HashSet<>();
        for (TimelineEvent event : room.view.changes) {
            StateKey slot = event.pdu().slot().orElseThrow();
            boolean stands = head.state().get(slot).filter(ref -> ref.number() == event.number()).isPresent();
            boolean member = slot.type().equals(EventTypes.MEMBER);
            if (stands && there.add(slot)) {
                if (room.required().matches(slot.type(), slot.stateKey()) || lazy && member && !room.view.limited) {
                    room.state.add(event);
                }
                room.name = slot.equals(StateKey.of(EventTypes.NAME)) ? Optional.of(event) : room.name;
                room.avatar = slot.equals(StateKey.of(EventTypes.AVATAR)) ? Optional.of(event) : room.avatar;
            }
        }
        Set<StateKey> missing = new HashSet<>();
        room.heroes.forEach(hero -> missing.add(StateKey.member(hero)));
        if (lazy) {
            lazy(room).stream().map(member -> StateKey.of(EventTypes.MEMBER, member)).forEach(missing::add);
        }
        if (missing.isEmpty()) {
            return InTurn.done();
        }
        Set<StateKey> told = new HashSet<>();
        room.state.forEach(event -> told.add(event.pdu().slot().orElseThrow()));
        return reads.inState(head.state(), missing).invoke(found -> found.forEach((slot, event) -> {
            TimelineEvent member = TimelineEvent.of(event);
            if (room.heroes.stream().anyMatch(hero -> hero.value().equals(slot.stateKey()))) {
                room.heroEvents = append(room.heroEvents, member);
            }
            if (lazy && !told.contains(slot) && lazy(room).contains(slot.stateKey())) {
                room.state.add(member);
            }
        })).replaceWithVoid();
    }

    private static List<TimelineEvent> append(List<TimelineEvent> events, TimelineEvent event) {
        List<TimelineEvent> all = new ArrayList<>(events);
        all.add(event);
        return all;
    }
}
