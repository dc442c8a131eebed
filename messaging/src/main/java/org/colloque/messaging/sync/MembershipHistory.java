package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.sync.SyncStore.Part;
import org.colloque.messaging.sync.SyncStore.StateQuery;

/**
 * Finds out what a user was in a room before the membership event that stands now: whether a join is one, or a change of the name
 * of somebody who was joined already. Needed only for events that came before the user was active on this node.
 */
@ApplicationScoped
public class MembershipHistory {

    private static final int MOST_STEPS = 20;

    private final SyncStore store;

    MembershipHistory(SyncStore store) {
        this.store = store;
    }

    /** Whether what is known does not tell what the user was at a position. */
    public boolean isUnclear(RoomMembership membership, long since) {
        boolean matters = membership.is(RoomMembership.JOIN) || membership.isGone();
        return matters && membership.position() > since && membership.past().before().isEmpty();
    }

    /** The memberships with their past, by number of the event; kept with the user too. */
    public Uni<Map<Long, RoomMembership>> learn(ActiveUser user, List<RoomMembership> unclear, long since) {
        if (unclear.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Search> searches = unclear.stream().map(Search::new).toList();
        return step(searches, since, MOST_STEPS).map(done -> {
            Map<Long, RoomMembership> known = new HashMap<>();
            searches.forEach(search -> {
                RoomMembership membership = search.result();
                known.put(membership.event(), membership);
                user.learn(membership);
            });
            return known;
        });
    }

    private Uni<Void> step(List<Search> searches, long since, int left) {
        List<Search> open = searches.stream().filter(search -> !search.done).toList();
        if (open.isEmpty() || left == 0) {
            return Uni.createFrom().voidItem();
        }
        List<StateQuery> queries = open.stream()
                .map(search -> new StateQuery(search.membership.room(), StateQuery.BEFORE_EVENT, new Part.SlotOf(search.at))).toList();
        return store.states(queries, Set.of()).chain(found -> {
            for (int i = 0; i < open.size(); i++) {
                open.get(i).found(new ArrayList<>(found.get(i)), since);
            }
            return step(searches, since, left - 1);
        });
    }

    /** The way back through one user's membership events in one room. */
    private static final class Search {

        private final RoomMembership membership;
        private long at;
        private String before = RoomMembership.LEAVE;
        private long joinedBy;
        private boolean first = true;
        private boolean done;

        Search(RoomMembership membership) {
            this.membership = membership;
            this.at = membership.event();
            this.joinedBy = membership.position();
        }

        void found(List<TimelineEvent> events, long since) {
            Optional<TimelineEvent> event = events.stream().findFirst();
            String was = event.flatMap(found -> found.pdu().membership()).orElse(RoomMembership.LEAVE);
            before = first ? was : before;
            first = false;
            done = !was.equals(RoomMembership.JOIN);
            if (!done) {
                at = event.get().number();
                joinedBy = Math.min(joinedBy, event.get().position());
                done = joinedBy <= since;
            }
        }

        RoomMembership result() {
            return membership.withPast(new RoomMembership.Past(Optional.of(before), joinedBy));
        }
    }
}
