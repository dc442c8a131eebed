package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.sync.ActiveUser;
import org.colloque.messaging.sync.RoomMembership;
import org.colloque.messaging.sync.sliding.SlidingPlanner.Told;
import org.colloque.protocol.id.RoomId;

/** Which rooms the rules of a request match. Spec: MSC4186, "Lists and subscriptions". */
@Singleton
class RoomLists {

    private static final Comparator<Ranked> NEWEST_FIRST = Comparator.comparingLong(Ranked::activity).reversed()
            .thenComparing(ranked -> ranked.membership().roomId().value());

    private final RoomActivity activity;
    private final RoomFilters filters;

    RoomLists(RoomActivity activity, RoomFilters filters) {
        this.activity = activity;
        this.filters = filters;
    }

    /** A room of the user with the position of what last happened in it. */
    record Ranked(RoomMembership membership, boolean listed, long activity) {
    }

    /**
     * @param counts how many rooms each list has
     */
    record Windows(Map<String, Integer> counts, Map<RoomId, RoomMatch> matches) {
    }

    /** The rooms that match, of those that the user may be told of. */
    Uni<Windows> windows(SlidingRequest.Rules rules, ActiveUser user, List<Told> told) {
        if (rules.lists().isEmpty() && rules.subscriptions().isEmpty()) {
            return Uni.createFrom().item(new Windows(Map.of(), Map.of()));
        }
        List<Long> rooms = told.stream().map(room -> room.membership().room()).toList();
        return activity.of(rooms).chain(last -> {
            List<Ranked> ranked = told.stream()
                    .map(room -> new Ranked(room.membership(), room.listed(), activity(room.membership(), last))).toList();
            return filters.prepare(rules.lists().values(), user, rooms).map(prepared -> windows(rules, ranked, prepared));
        });
    }

    /** Of rooms that the user is not in, what happened to the user counts. */
    private static long activity(RoomMembership membership, Map<Long, Long> last) {
        return membership.is(RoomMembership.JOIN) ? Math.max(membership.position(), last.getOrDefault(membership.room(), 0L)) : membership.position();
    }

    private static Windows windows(SlidingRequest.Rules rules, List<Ranked> ranked, RoomFilters.Prepared prepared) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<RoomId, RoomMatch> matches = new HashMap<>();
        rules.lists().forEach((name, list) -> {
            List<Ranked> admitted = new ArrayList<>(ranked.stream().filter(room -> room.listed() && prepared.admits(list.filter(), room.membership())).toList());
            counts.put(name, admitted.size());
            if (!list.holdsAll(admitted.size())) {
                admitted.sort(NEWEST_FIRST);
            }
            for (int place = 0; place < admitted.size(); place++) {
                if (list.holds(place)) {
                    Ranked room = admitted.get(place);
                    matches.merge(room.membership().roomId(), new RoomMatch(room.membership(), List.of(name), false, list.config(), room.activity()),
                            RoomLists::both);
                }
            }
        });
        Set<RoomId> subscribed = rules.subscriptions().keySet();
        ranked.stream().filter(room -> subscribed.contains(room.membership().roomId())).forEach(room ->
                matches.merge(room.membership().roomId(), new RoomMatch(room.membership(), List.of(), true,
                        rules.subscriptions().get(room.membership().roomId()), room.activity()), RoomLists::both));
        return new Windows(counts, matches);
    }

    private static RoomMatch both(RoomMatch one, RoomMatch other) {
        List<String> lists = new ArrayList<>(one.lists());
        lists.addAll(other.lists());
        return new RoomMatch(one.membership(), lists, one.subscribed() || other.subscribed(), one.config().with(other.config()), one.activity());
    }
}
