package org.colloque.messaging.sync.sliding;

/**
 * What a connection's client has of a room.
 *
 * @param upTo   everything up to this position; {@link #LIVE} when it is what the connection's position says
 * @param limit  how many of the newest events up to there it surely has, unless there are fewer
 * @param config the state that it has, as {@link RequiredState#text}
 * @param direct whether it was told that the room is for direct messages
 */
record SentRoom(long upTo, int limit, String config, boolean direct) {

    static final long LIVE = Long.MAX_VALUE;

    boolean isLive() {
        return upTo == LIVE;
    }

    /** The position up to which the client has the room, when the connection is at the other one. */
    long upTo(long connection) {
        return isLive() ? connection : upTo;
    }

    /** Left behind at a position. */
    SentRoom behind(long position) {
        return new SentRoom(position, limit, config, direct);
    }
}
