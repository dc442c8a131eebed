package org.colloque.messaging.sync.sliding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.RoomId;

/**
 * Which membership events a connection's client has, by the answers that it has confirmed: it came back with a position of that answer or
 * of a later one. Lost with the node's memory: then members are told again.
 */
final class LazyMembers {

    private static final int MOST = 20_000;

    private record Key(RoomId room, String member) {
    }

    private record Sent(long event, long position, long state) {
    }

    private final Map<Key, Sent> sent = new HashMap<>();

    synchronized boolean has(RoomId room, String member, long event, Optional<SlidingPosition> from) {
        Sent known = sent.get(new Key(room, member));
        return known != null && known.event() == event && from.filter(position -> known.position() <= position.token().position()
                && known.state() <= position.state()).isPresent();
    }

    /** The event goes into an answer with this place in the log and this number of the connection's memory. */
    synchronized void sending(RoomId room, String member, long event, long position, long state) {
        if (sent.size() >= MOST) {
            sent.clear();
        }
        sent.put(new Key(room, member), new Sent(event, position, state));
    }

    synchronized void forget(RoomId room) {
        sent.keySet().removeIf(key -> key.room().equals(room));
    }
}
