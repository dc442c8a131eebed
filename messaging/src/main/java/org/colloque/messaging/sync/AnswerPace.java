package org.colloque.messaging.sync;

/**
 * How closely the answers to one device follow each other. A device on which much comes down, one thing at a time, is given a moment
 * for more to come together; whoever gets something now and then gets it at once.
 */
public final class AnswerPace {

    /** Answers that follow each other within this time are close, in milliseconds. */
    private static final long CLOSE = 100;
    private static final int BURST = 3;
    /** How far apart the answers of a burst are kept, in milliseconds. */
    private static final long GAP = 30;

    private long last;
    private int close;

    public synchronized void answered(long now) {
        close = now - last < CLOSE ? close + 1 : 0;
        last = now;
    }

    /** How many milliseconds the next answer is to wait; 0 outside bursts. */
    public synchronized long pause(long now) {
        return close < BURST ? 0 : Math.clamp(last + GAP - now, 0, GAP);
    }
}
