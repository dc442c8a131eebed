package org.colloque.messaging.event;

/**
 * A point in a room's time, for finding events around it.
 *
 * @param originServerTs milliseconds since the epoch
 * @param position       among the events of that millisecond
 */
public record TimePoint(long originServerTs, long position) {

    /** Before all events of this time when looking forward, behind all of them when looking backward: they are found. */
    public static TimePoint at(long originServerTs, boolean forward) {
        return new TimePoint(originServerTs, forward ? Long.MIN_VALUE : Long.MAX_VALUE);
    }

    public static TimePoint of(StoredEvent event) {
        return new TimePoint(event.pdu().originServerTs(), event.position().orElseThrow());
    }
}
