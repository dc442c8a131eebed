package org.colloque.messaging.search;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** The index of what may be searched. */
public interface SearchStore {

    /** Takes the next part of the log into the index; true when there may be more. One statement. */
    Uni<Boolean> readOn();

    /** As {@link #readOn}, when nobody waits for it. */
    Uni<Boolean> readOnAside();

    /**
     * What matches in rooms in which the user is or was, the best or the newest first, up to when the user left; whether history visibility
     * shows it is for the caller to decide. One statement.
     */
    Uni<Found> find(Query query);

    /**
     * What is looked for.
     *
     * @param rooms    only in these; empty: in all
     * @param notRooms but not in these
     * @param byRank   the best first; else the newest
     * @param after    where to go on
     */
    record Query(UserId user, String term, Set<SearchedKey> keys, Optional<List<RoomId>> rooms, List<RoomId> notRooms, boolean byRank,
            Optional<SearchPlace> after, int limit) {
    }

    /**
     * An event that matches.
     *
     * @param rank  how well it matches
     * @param words those of its words that match
     */
    record Hit(long event, float rank, SearchPlace place, Set<String> words) {
    }

    /**
     * @param total about how many there are in all
     */
    record Found(List<Hit> hits, long total) {
    }
}
