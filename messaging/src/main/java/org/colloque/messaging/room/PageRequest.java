package org.colloque.messaging.room;

import java.util.OptionalLong;

/**
 * A page of a room's timeline that somebody asks for.
 *
 * @param from    where to begin; empty: at the newest (backward) or the oldest (forward) event
 * @param to      where to stop at the latest
 * @param forward towards newer events
 * @param limit   how many events at the most
 */
public record PageRequest(OptionalLong from, OptionalLong to, boolean forward, int limit) {

    static PageRequest backward(long from, int limit) {
        return new PageRequest(OptionalLong.of(from), OptionalLong.empty(), false, limit);
    }

    static PageRequest forward(long from, int limit) {
        return new PageRequest(OptionalLong.of(from), OptionalLong.empty(), true, limit);
    }
}
