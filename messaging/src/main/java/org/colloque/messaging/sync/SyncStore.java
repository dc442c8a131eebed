package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.push.UnreadCounts;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** What syncs read from the database: sets of rooms, one statement each. */
public interface SyncStore {

    /** All that is kept of a user in memory. */
    Uni<LoadedUser> load(UserId user);

    /** The unread counts alone. */
    Uni<UnreadCounts.Loaded> unread(UserId user);

    /** The newest events of each stretch of a timeline, as far as no gap lies between them. By place in the list. */
    Uni<List<Found>> timelines(TimelineQuery query);

    /** States of rooms, or parts of them, by place in the list. */
    Uni<List<List<TimelineEvent>>> states(List<StateQuery> queries, Set<String> lazyMembers);

    /**
     * The newest change of each slot of the state in stretches of the log, but for the events of these numbers: those that state resolution
     * brought about, and of those stretches that ask for it also the state events of the timeline. By place in the list.
     */
    Uni<List<List<TimelineEvent>>> stateChanges(List<StateStretch> stretches, Collection<Long> without);

    /** What rooms are called by their members. */
    Uni<Map<RoomId, Summary>> summaries(Collection<RoomId> rooms);

    /** What the user sees of rooms that they are invited to or knock at, and are kept from outside; by number of the room. */
    Uni<Map<Long, byte[]>> strippedStates(UserId user, Collection<Long> rooms);

    /** Which of the users share a joined room with this one. */
    Uni<Set<UserId>> sharing(UserId user, Collection<UserId> others);

    /** The joined members of these rooms. */
    Uni<Set<UserId>> members(Collection<RoomId> rooms);

    /**
     * How many members a room has, and who stands for it.
     *
     * @param named  whether the room has a name or an alias, and needs nobody to stand for it
     * @param heroes the first six, longest joined or invited first, then those who left
     */
    record Summary(int joined, int invited, boolean named, List<Hero> heroes) {

        private static final int MOST_HEROES = 5;

        /** Who stands for the room before this user, if it has no name: those who left only where nobody else is there. */
        public List<UserId> heroesFor(UserId user) {
            List<Hero> others = heroes.stream().filter(hero -> !hero.user().equals(user)).toList();
            boolean anyPresent = others.stream().anyMatch(Hero::present);
            return others.stream().filter(hero -> hero.present() == anyPresent).map(Hero::user).limit(MOST_HEROES).toList();
        }
    }

    /**
     * Somebody who stands for a room without a name.
     *
     * @param present whether they are joined or invited
     */
    record Hero(UserId user, boolean present) {
    }

    /** A stretch of a room's timeline: above one position, at or below another. */
    record Stretch(long room, long above, long upTo) {
    }

    /**
     * A stretch of the changes of a room's state.
     *
     * @param events whether the state events of the timeline are wanted too
     */
    record StateStretch(Stretch stretch, boolean events) {
    }

    /**
     * Events of a stretch, oldest first; one more than the limit when there are more.
     *
     * @param afterGap whether they end where something is missing before them
     */
    record Found(List<TimelineEvent> events, boolean afterGap) {
    }

    /**
     * Which events are wanted.
     *
     * @param limits how many of each stretch
     * @param viewer whose transactions are added: those of this device
     * @param ignored users whose events are left out, but for state
     */
    record TimelineQuery(List<Stretch> stretches, List<Integer> limits, EventFilter filter, Viewer viewer, Set<String> ignored) {
    }

    /** Who asks. */
    record Viewer(UserId user, String device) {
    }

    /**
     * A state of a room.
     *
     * @param snapshot its number; {@link #CURRENT} for the current one, {@link #BEFORE_EVENT} for the one before the event of the part
     * @param part     which part of it
     */
    record StateQuery(long room, long snapshot, Part part) {

        public static final long CURRENT = -1;
        public static final long BEFORE_EVENT = -2;
    }

    /** Which part of a state is wanted. */
    sealed interface Part {

        /**
         * All of it; of the members only those that are wanted lazily, when members are lazy.
         *
         * @param event the event that {@link StateQuery#BEFORE_EVENT} means
         */
        record All(boolean lazy, long event) implements Part {
        }

        /** The event in the slot of this event. */
        record SlotOf(long event) implements Part {
        }

        /**
         * What may be seen from outside, with this event.
         *
         * @param event a membership event; it may be part of no state
         */
        record Stripped(long event) implements Part {
        }

        /** Only the members that are wanted lazily. */
        record Members() implements Part {
        }
    }
}
