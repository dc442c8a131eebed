package org.colloque.messaging.sync.sliding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.filter.NameFilter;
import org.colloque.messaging.filter.SyncFilter;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.sync.RoomView;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.SyncRequest;
import org.colloque.messaging.sync.sliding.ExtensionConfigs.Scope;
import org.colloque.protocol.id.RoomId;

/**
 * What extensions see of a pass.
 *
 * @param matches the rooms that the rules match
 * @param anew    the numbers of those of which the client has nothing, or not all
 */
record ExtensionPass(SlidingRequest request, SyncPass pass, SentRooms sent, Map<RoomId, RoomMatch> matches, Set<Long> anew) {

    /** Whether an extension speaks for the first time on this connection. */
    boolean isNew(String extension) {
        return pass.isFirst() || !sent.extensions().contains(extension);
    }

    /** A pass over the rooms of which the extension tells everything: as for a first sync. */
    SyncPass whole(String extension, Scope scope, SyncAnswer answer) {
        SyncFilter filter = filter(scoped(scope, match -> isNew(extension) || anew.contains(match.membership().room())), isNew(extension));
        return derived(new SyncRequest(pass.request().requester(), Optional.empty(), filter, pass.request().options()), Optional.empty(), List.of(), answer);
    }

    /** A pass over the rooms of which the extension tells what is new. */
    SyncPass news(String extension, Scope scope, SyncAnswer answer) {
        SyncFilter filter = filter(scoped(scope, match -> !isNew(extension) && !anew.contains(match.membership().room())), !isNew(extension));
        return derived(new SyncRequest(pass.request().requester(), pass.request().since(), filter, pass.request().options()), pass.changes(), List.of(), answer);
    }

    /** A pass that looks at other views. */
    SyncPass over(List<RoomView> views, SyncAnswer answer) {
        return derived(pass.request(), pass.changes(), views, answer);
    }

    private SyncPass derived(SyncRequest by, Optional<List<Change>> changes, List<RoomView> views, SyncAnswer answer) {
        return new SyncPass(by, pass.user(), pass.upTo(), changes, pass.now(), views, answer);
    }

    private MatchedRooms scoped(Scope scope, Predicate<RoomMatch> which) {
        return new MatchedRooms(matches, match -> which.test(match) && scope.holds(match));
    }

    private static SyncFilter filter(MatchedRooms rooms, boolean global) {
        NameFilter none = new NameFilter(Optional.empty(), new NameFilter.Names(Set.of(), Optional.empty()));
        EventFilter nothing = new EventFilter(new NameFilter(Optional.of(none.exclude()), none.exclude()), none, none,
                EventFilter.ALL.limit(), Optional.empty(), EventFilter.Members.ALL, false);
        SyncFilter.RoomFilter room = new SyncFilter.RoomFilter(rooms.filter(), false, EventFilter.ALL, EventFilter.ALL, EventFilter.ALL, EventFilter.ALL);
        return new SyncFilter(EventFilter.ALL, global ? EventFilter.ALL : nothing, room, List.of(), false);
    }
}
