package org.colloque.messaging.event.names;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Numbers for events, rooms and states, from blocks that this node holds: what is being made is numbered before it is stored. */
@Singleton
public class Numbers {

    /** How many numbers one block has; the increment of the sequence. */
    public static final int BLOCK = 1000;

    private static final Logger LOG = Logger.getLogger(Numbers.class);
    private static final int LOW = BLOCK / 2;

    private final NameStore store;
    private final Set<Long> own = ConcurrentHashMap.newKeySet();
    private final Deque<Range> free = new ArrayDeque<>();
    private long left;
    private boolean fetching;

    Numbers(NameStore store) {
        this.store = store;
    }

    /** So many numbers that nobody else gets; mostly from memory. */
    public Uni<long[]> take(int howMany) {
        long[] taken = tryTake(howMany);
        if (taken != null) {
            return Uni.createFrom().item(taken);
        }
        return fetch(howMany / BLOCK + 2).chain(() -> take(howMany));
    }

    /** Whether this node gave out the number (since it started). */
    public boolean isOwn(long number) {
        return own.contains(number - (number - 1) % BLOCK);
    }

    private synchronized long[] tryTake(int howMany) {
        if (left < howMany) {
            return null;
        }
        left -= howMany;
        long[] taken = new long[howMany];
        for (int i = 0; i < howMany; i++) {
            Range first = free.getFirst();
            taken[i] = first.next++;
            if (first.next == first.end) {
                free.removeFirst();
            }
        }
        fetchAheadWhenLow();
        return taken;
    }

    private void fetchAheadWhenLow() {
        if (left < LOW && !fetching) {
            fetching = true;
            fetch(2).subscribe().with(ignored -> { }, failure -> {
                LOG.warn("No numbers ahead of need", failure);
                fetched();
            });
        }
    }

    private Uni<Void> fetch(int blocks) {
        return store.blocks(blocks).invoke(this::add).replaceWithVoid();
    }

    private synchronized void add(long[] firsts) {
        List<Range> more = new ArrayList<>();
        for (long first : firsts) {
            own.add(first);
            more.add(new Range(first));
        }
        free.addAll(more);
        left += (long) firsts.length * BLOCK;
        fetched();
    }

    private synchronized void fetched() {
        fetching = false;
    }

    private static final class Range {
        private long next;
        private final long end;

        private Range(long first) {
            this.next = first;
            this.end = first + BLOCK;
        }
    }
}
