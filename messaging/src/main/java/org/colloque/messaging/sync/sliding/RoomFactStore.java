package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.sync.TimelineEvent;

/** What sliding syncs read of rooms, by their numbers: sets of rooms, one statement each. */
public interface RoomFactStore {

    /** The position of the last event of each room. */
    Uni<Map<Long, Long>> activity(Collection<Long> rooms);

    /** The position of the last event of one of these types in each room that has one. */
    Uni<Map<Long, Long>> lastOf(Collection<Long> rooms, Set<String> types);

    Uni<Map<Long, RoomTraits>> traits(Collection<Long> rooms);

    /** Events of the current states, by place in the list. */
    Uni<List<List<TimelineEvent>>> current(List<Wanted> wanted);

    /**
     * What is wanted of a room's current state. Exclusions are for the reader to apply.
     *
     * @param above   only what changed above this position; named members come in any case
     * @param members members who are wanted by name
     */
    record Wanted(long room, long above, RequiredState state, Set<String> members) {
    }
}
