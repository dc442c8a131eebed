package org.colloque.messaging.push;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.receipt.Receipt;
import org.colloque.messaging.receipt.ReceiptChange;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** The unread counts of an active user, in memory. Spec: client-server-api, "Receiving notifications". */
public final class UnreadCounts {

    private final UserId user;
    private final Map<RoomId, UnreadRoom> rooms = new HashMap<>();
    private long countedTo;
    private long evaluatedTo;
    private boolean stale;

    public UnreadCounts(UserId user) {
        this.user = user;
    }

    /**
     * What the database holds.
     *
     * @param countedTo the position up to which events were counted
     */
    public record Loaded(long countedTo, List<Counted> counts, List<Read> reads) {
    }

    /**
     * What is counted of a thread.
     *
     * @param countedTo the position of the last event that was counted
     */
    public record Counted(RoomId room, String thread, Counts counts, long countedTo) {
    }

    /** A receipt of the user, by the position of its event. */
    public record Read(RoomId room, String thread, long position) {
    }

    /** Starts anew from what the database holds. */
    public synchronized void loaded(Loaded loaded) {
        rooms.clear();
        countedTo = loaded.countedTo();
        evaluatedTo = countedTo;
        stale = false;
        loaded.reads().forEach(read -> room(read.room()).read(read.thread(), read.position()));
        loaded.counts().forEach(counted -> room(counted.room()).base(counted.thread(), counted.counts(), counted.countedTo()));
    }

    /** The user has read. */
    public synchronized void read(ReceiptChange change) {
        Receipt receipt = change.receipt();
        if (receipt.user().equals(user) && change.eventPosition().isPresent()) {
            stale |= !room(receipt.room()).read(receipt.thread(), change.eventPosition().getAsLong());
        }
    }

    /** The user wrote into a thread: what came before is read. */
    synchronized void wrote(RoomId room, String thread, long position) {
        stale |= !room(room).read(thread, position);
    }

    synchronized void notified(RoomId room, long position, String thread, boolean highlight) {
        if (position > countedTo) {
            room(room).notified(position, thread, highlight);
        }
    }

    /** The position up to which the events of the user's rooms were held against the push rules. */
    public synchronized long evaluatedTo() {
        return evaluatedTo;
    }

    synchronized void evaluatedTo(long position) {
        evaluatedTo = Math.max(evaluatedTo, position);
    }

    /** Whether the database must be asked again. */
    public synchronized boolean isStale() {
        return stale;
    }

    /** What is unread in a room, by thread; {@link Receipt#MAIN} for what is in none. */
    public synchronized Map<String, Counts> of(RoomId room) {
        UnreadRoom unread = rooms.get(room);
        return unread == null ? Map.of() : unread.counts();
    }

    private UnreadRoom room(RoomId room) {
        return rooms.computeIfAbsent(room, ignored -> new UnreadRoom());
    }
}
