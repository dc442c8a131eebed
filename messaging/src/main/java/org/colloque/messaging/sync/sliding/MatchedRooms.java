package org.colloque.messaging.sync.sliding;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.colloque.messaging.filter.NameFilter;
import org.colloque.protocol.id.RoomId;

/** The ids of those matching rooms that fulfil a condition. Made at once, whatever their number: only those that are asked for are looked at. */
final class MatchedRooms extends AbstractSet<String> {

    private final Map<RoomId, RoomMatch> matches;
    private final Predicate<RoomMatch> condition;

    MatchedRooms(Map<RoomId, RoomMatch> matches, Predicate<RoomMatch> condition) {
        this.matches = matches;
        this.condition = condition;
    }

    /** A filter that admits them alone. */
    NameFilter filter() {
        return new NameFilter(Optional.of(new NameFilter.Names(this, Optional.empty())),
                new NameFilter.Names(Set.of(), Optional.empty()));
    }

    @Override
    public boolean contains(Object room) {
        RoomMatch match = room instanceof String id ? matches.get(new RoomId(id)) : null;
        return match != null && condition.test(match);
    }

    @Override
    public Iterator<String> iterator() {
        return matches.values().stream().filter(condition).map(match -> match.membership().roomId().value()).iterator();
    }

    @Override
    public int size() {
        return (int) matches.values().stream().filter(condition).count();
    }
}
