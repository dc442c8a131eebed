package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/**
 * Makes of what was read the state that the client of a view needs: the whole state, or what changed since the token and is not in
 * the timeline, or what changed and stands at the end; and the members whom the timeline needs.
 */
@Singleton
class RoomStates {

    private final RoomReads reads;

    RoomStates(RoomReads reads) {
        this.reads = reads;
    }

    Uni<Void> complete(SyncPass pass, RoomView view) {
        boolean end = pass.request().options().stateAt().isEnd();
        boolean lazy = pass.filter().room().state().lazyMembers();
        if (view.wholeState) {
            if (!end) {
                replace(view.state, lazy ? wanted(view, passedOver(view)) : passedOver(view));
            } else if (view.kind == RoomView.Kind.LEFT) {
                replace(view.state, view.timeline);
            }
            return view.kind == RoomView.Kind.LEFT ? ownEnd(view) : InTurn.done();
        }
        return (end ? standing(view) : Uni.createFrom().item(passedOver(view)))
                .chain(changed -> lazy ? lazyMembers(view).map(members -> joined(changed, news(pass, view, members))) : Uni.createFrom().item(changed))
                .invoke(state -> view.state = state).replaceWithVoid();
    }

    /** Whom resolution removed finds the event in the state: it is not in the timeline. */
    private Uni<Void> ownEnd(RoomView view) {
        long own = view.membership.event();
        return own == 0 || view.timeline.stream().anyMatch(event -> event.number() == own) ? Uni.createFrom().voidItem()
                : reads.byNumber(List.of(own)).invoke(found -> replace(view.state, found.values().stream().map(TimelineEvent::of).toList()))
                        .replaceWithVoid();
    }

    /** The newest change of each slot that the timeline leaves out. */
    private static List<TimelineEvent> passedOver(RoomView view) {
        Set<Long> shown = view.timeline.stream().map(TimelineEvent::number).collect(Collectors.toSet());
        Map<StateKey, TimelineEvent> newest = new LinkedHashMap<>();
        view.changes.stream().filter(event -> !shown.contains(event.number())).forEach(event -> newest.put(slot(event), event));
        return new ArrayList<>(newest.values());
    }

    /** Of members only those of whom the client is told, or who wrote the timeline. */
    private static List<TimelineEvent> wanted(RoomView view, List<TimelineEvent> changes) {
        Set<String> wanted = new HashSet<>();
        view.timeline.forEach(event -> wanted.add(event.pdu().sender().value()));
        view.state.stream().filter(RoomStates::isMember).forEach(event -> wanted.add(slot(event).stateKey()));
        return changes.stream().filter(event -> !isMember(event) || wanted.contains(slot(event).stateKey())).toList();
    }

    private static boolean isMember(TimelineEvent event) {
        return event.pdu().type().equals(EventTypes.MEMBER);
    }

    /** The changes that still stand at the end. */
    private Uni<List<TimelineEvent>> standing(RoomView view) {
        if (view.changes.isEmpty()) {
            return Uni.createFrom().item(new ArrayList<>());
        }
        long last = view.changes.stream().mapToLong(TimelineEvent::position).max().orElseThrow();
        return reads.head(view.membership.roomId(), last).map(head -> {
            List<TimelineEvent> standing = new ArrayList<>();
            view.changes.forEach(event -> {
                if (head.isEmpty() || view.kind == RoomView.Kind.LEFT || stands(head.get().state(), event)) {
                    standing.add(event);
                }
            });
            return standing;
        });
    }

    private static boolean stands(RoomState state, TimelineEvent event) {
        return state.get(slot(event)).filter(ref -> ref.number() == event.number()).isPresent();
    }

    /** Spec: client-server-api, "Lazy-loading room members". */
    private Uni<List<TimelineEvent>> lazyMembers(RoomView view) {
        if (!view.recent) {
            return Uni.createFrom().item(view.members);
        }
        Set<StateKey> slots = new HashSet<>();
        Set<UserId> known = new HashSet<>();
        for (TimelineEvent event : view.timeline) {
            UserId sender = event.pdu().sender();
            if (event.pdu().isState("m.room.member", sender.value())) {
                known.add(sender);
            } else if (!known.contains(sender)) {
                slots.add(StateKey.member(sender));
            }
        }
        if (slots.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return reads.head(view.membership.roomId()).chain(head -> head.isEmpty() ? Uni.createFrom().item(List.of())
                : reads.inState(head.get().state(), slots).map(found -> found.values().stream().map(TimelineEvent::of).toList()));
    }

    /** Those that the device does not have yet, unless it wants all. */
    private static List<TimelineEvent> news(SyncPass pass, RoomView view, Collection<TimelineEvent> members) {
        boolean all = pass.filter().room().state().members() == EventFilter.Members.LAZY_REDUNDANT;
        SentMembers sent = pass.user().sentMembers(pass.device());
        return members.stream().filter(event -> all || !sent.has(view.membership.roomId(), event.pdu().stateKey().orElse(""),
                event.number(), pass.since())).toList();
    }

    private static List<TimelineEvent> joined(List<TimelineEvent> changed, Collection<TimelineEvent> members) {
        Map<StateKey, TimelineEvent> all = new LinkedHashMap<>();
        members.forEach(event -> all.put(slot(event), event));
        changed.forEach(event -> all.put(slot(event), event));
        return new ArrayList<>(all.values());
    }

    private static void replace(List<TimelineEvent> state, List<TimelineEvent> later) {
        Map<StateKey, TimelineEvent> all = new LinkedHashMap<>();
        state.forEach(event -> all.put(slot(event), event));
        later.stream().filter(TimelineEvent::isState).forEach(event -> all.put(slot(event), event));
        state.clear();
        state.addAll(all.values());
    }

    private static StateKey slot(TimelineEvent event) {
        return event.pdu().slot().orElseThrow();
    }
}
