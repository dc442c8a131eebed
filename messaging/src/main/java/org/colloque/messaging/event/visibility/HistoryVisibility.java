package org.colloque.messaging.event.visibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.event.visibility.StateLookup.Found;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** {@link Visibility} by the state at each event. */
@ApplicationScoped
public class HistoryVisibility implements Visibility {

    static final StateKey HISTORY = StateKey.of(EventTypes.HISTORY_VISIBILITY);

    private final RoomReads reads;
    private final StateLookup states;
    private final ServerVisibility servers;
    private final ErasedSenders erased;

    HistoryVisibility(RoomReads reads, StateLookup states, ServerVisibility servers, ErasedSenders erased) {
        this.reads = reads;
        this.states = states;
        this.servers = servers;
        this.erased = erased;
    }

    @Override
    public Uni<List<StoredEvent>> visible(UserId user, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(events);
        }
        return reads.head(events.getFirst().pdu().roomId()).chain(head -> visible(user, events, head.orElseThrow()));
    }

    @Override
    public Uni<List<StoredEvent>> visibleTo(ServerName server, List<StoredEvent> events) {
        return servers.visibleTo(server, events);
    }

    private Uni<List<StoredEvent>> visible(UserId user, List<StoredEvent> events, RoomHead head) {
        StateKey own = StateKey.member(user);
        return later(user, head).chain(later -> states.find(head.number(), snapshots(events), Set.of(HISTORY, own))
                .map(found -> events.stream().filter(event -> isVisible(event, own, later, found)).toList()))
                .chain(visible -> erased.hide(head.number(), visible, asked -> joinedIn(head.number(), asked, own)));
    }

    private Uni<Set<Long>> joinedIn(long room, Set<Long> asked, StateKey own) {
        return states.find(room, asked, Set.of(own))
                .map(found -> asked.stream().filter(state -> is(found.get(state, own), "join")).collect(Collectors.toSet()));
    }

    /** Until when the user joined later: always for who is in the room; up to the end of the last stay for who was. */
    private Uni<JoinedLater> later(UserId user, RoomHead head) {
        StateKey own = StateKey.member(user);
        return reads.inState(head.state(), Set.of(own)).chain(current -> {
            Optional<StoredEvent> member = Optional.ofNullable(current.get(own));
            if (is(member.map(StoredEvent::pdu), "join")) {
                return Uni.createFrom().item(JoinedLater.ALWAYS);
            }
            OptionalLong before = member.map(StoredEvent::snapshot).orElse(OptionalLong.empty());
            if (before.isEmpty() || member.get().position().isEmpty()) {
                return Uni.createFrom().item(JoinedLater.NEVER);
            }
            return states.find(head.number(), Set.of(before.getAsLong()), Set.of(own)).map(found ->
                    is(found.get(before.getAsLong(), own), "join")
                            ? new JoinedLater(member.get().position().getAsLong()) : JoinedLater.NEVER);
        });
    }

    private static boolean isVisible(StoredEvent event, StateKey own, JoinedLater later, Found states) {
        if (event.snapshot().isEmpty()) {
            return event.status() == EventStatus.OUTLIER && event.pdu().isState() && later == JoinedLater.ALWAYS;
        }
        if (event.status() != EventStatus.ACCEPTED) {
            return false;
        }
        Optional<StateKey> slot = event.pdu().slot();
        boolean itself = slot.isPresent() && (slot.get().equals(HISTORY) || slot.get().equals(own));
        boolean joinedLater = later.than(event);
        return isVisible(event.snapshot().getAsLong(), own, joinedLater, states)
                || itself && isVisible(event.snapshotAfter().getAsLong(), own, joinedLater, states);
    }

    private static boolean isVisible(long snapshot, StateKey own, boolean joinedLater, Found states) {
        String membership = states.get(snapshot, own).flatMap(Pdu::membership).orElse("leave");
        return HistoryRules.of(states.get(snapshot, HISTORY)).allow(membership, joinedLater);
    }

    static Set<Long> snapshots(List<StoredEvent> events) {
        Set<Long> snapshots = new HashSet<>();
        for (StoredEvent event : events) {
            event.snapshot().ifPresent(snapshots::add);
            event.snapshotAfter().ifPresent(snapshots::add);
        }
        return snapshots;
    }

    private static boolean is(Optional<Pdu> member, String membership) {
        return member.flatMap(Pdu::membership).filter(membership::equals).isPresent();
    }

    /** Up to which position the user joined after an event. */
    private record JoinedLater(long upTo) {
        private static final JoinedLater ALWAYS = new JoinedLater(Long.MAX_VALUE);
        private static final JoinedLater NEVER = new JoinedLater(Long.MIN_VALUE);

        private boolean than(StoredEvent event) {
            return event.position().isPresent() && event.position().getAsLong() < upTo;
        }
    }
}
