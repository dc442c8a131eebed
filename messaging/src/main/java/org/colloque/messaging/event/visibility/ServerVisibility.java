package org.colloque.messaging.event.visibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.messaging.event.visibility.StateLookup.Found;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;

/**
 * What other servers may see: all of a history that is shared or open to the world; else the events at which one of their users
 * was in the room (or invited, where invited users see it). What they may not see they get redacted, so that the graph stays whole.
 */
@ApplicationScoped
class ServerVisibility {

    private final RoomReads reads;
    private final StateLookup lookup;
    private final Snapshots snapshots;
    private final ErasedSenders erased;

    ServerVisibility(RoomReads reads, StateLookup lookup, Snapshots snapshots, ErasedSenders erased) {
        this.reads = reads;
        this.lookup = lookup;
        this.snapshots = snapshots;
        this.erased = erased;
    }

    /** As {@link org.colloque.messaging.event.Visibility#visibleTo}. */
    Uni<List<StoredEvent>> visibleTo(ServerName server, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(events);
        }
        return reads.head(events.getFirst().pdu().roomId()).map(head -> head.orElseThrow().number())
                .chain(room -> lookup.find(room, HistoryVisibility.snapshots(events), Set.of(HistoryVisibility.HISTORY))
                        .chain(found -> members(room, restricted(events, found), server)
                                .map(members -> events.stream().map(event -> show(event, found, members)).toList()))
                        .chain(shown -> erased.hide(room, shown, asked -> joinedIn(room, asked, server))));
    }

    private Uni<Set<Long>> joinedIn(long room, Set<Long> asked, ServerName server) {
        return members(room, asked, server).map(members -> asked.stream()
                .filter(state -> members.getOrDefault(state, Set.of()).contains("join")).collect(Collectors.toSet()));
    }

    /** The states at events that only members may see. */
    private static Set<Long> restricted(List<StoredEvent> events, Found found) {
        Set<Long> restricted = new HashSet<>();
        for (Long snapshot : HistoryVisibility.snapshots(events)) {
            HistoryRules rules = HistoryRules.of(found.get(snapshot, HistoryVisibility.HISTORY));
            if (rules == HistoryRules.INVITED || rules == HistoryRules.JOINED) {
                restricted.add(snapshot);
            }
        }
        return restricted;
    }

    /** The memberships of the server's users in each of these states. */
    private Uni<Map<Long, Set<String>>> members(long room, Set<Long> states, ServerName server) {
        return snapshots.get(room, states).chain(loaded -> {
            Map<Long, List<Long>> events = new HashMap<>();
            Set<Long> all = new HashSet<>();
            loaded.forEach((id, state) -> {
                List<Long> members = members(state, server);
                events.put(id, members);
                all.addAll(members);
            });
            return reads.byNumber(all).map(found -> memberships(events, found));
        });
    }

    private static Map<Long, Set<String>> memberships(Map<Long, List<Long>> events, Map<Long, StoredEvent> found) {
        Map<Long, Set<String>> memberships = new HashMap<>();
        events.forEach((state, members) -> {
            Set<String> held = memberships.computeIfAbsent(state, key -> new HashSet<>());
            members.forEach(member -> found.get(member).pdu().membership().ifPresent(held::add));
        });
        return memberships;
    }

    private static List<Long> members(StoredState state, ServerName server) {
        String suffix = ":" + server.value();
        return state.state().entries().filter(entry -> isMemberOf(entry.getKey(), suffix))
                .map(Map.Entry::getValue).map(EventRef::number).toList();
    }

    private static boolean isMemberOf(StateKey slot, String suffix) {
        int colon = slot.stateKey().indexOf(':');
        return slot.type().equals(EventTypes.MEMBER) && colon >= 0 && slot.stateKey().substring(colon).equals(suffix);
    }

    private static StoredEvent show(StoredEvent event, Found found, Map<Long, Set<String>> members) {
        boolean visible = event.snapshot().isPresent() && event.status() != EventStatus.REJECTED
                && (sees(event.snapshot().getAsLong(), found, members) || sees(event.snapshotAfter().getAsLong(), found, members));
        return visible || event.snapshot().isEmpty() && event.pdu().isState() ? event : new StoredEvent(event.number(),
                event.pdu().redacted(), event.position(), event.status(), event.snapshot(), event.redactedBy());
    }

    private static boolean sees(long state, Found found, Map<Long, Set<String>> members) {
        HistoryRules rules = HistoryRules.of(found.get(state, HistoryVisibility.HISTORY));
        Set<String> held = members.getOrDefault(state, Set.of());
        return rules == HistoryRules.SHARED || held.stream().anyMatch(membership -> rules.allow(membership, false))
                || rules == HistoryRules.WORLD_READABLE;
    }
}
