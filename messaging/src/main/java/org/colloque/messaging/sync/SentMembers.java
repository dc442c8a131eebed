package org.colloque.messaging.sync;

import java.util.HashMap;
import java.util.Map;
import org.colloque.protocol.id.RoomId;

/**
 * Which membership events a device has, by the answers that it has confirmed: an entry counts once the device came back with a
 * token of that answer or a later one. Spec: client-server-api, "Lazy-loading room members".
 */
final class SentMembers {

    private static final int MOST = 20_000;

    private record Key(RoomId room, String member) {
    }

    private record Sent(long event, long answer) {
    }

    private final Map<Key, Sent> sent = new HashMap<>();

    /** Whether the device that came with a token of position {@code since} has this membership event. */
    synchronized boolean has(RoomId room, String member, long event, long since) {
        Sent known = sent.get(new Key(room, member));
        return known != null && known.event() == event && known.answer() <= since;
    }

    /** The event goes into an answer whose token has position {@code answer}. */
    synchronized void sending(RoomId room, String member, long event, long answer) {
        if (sent.size() >= MOST) {
            sent.clear();
        }
        sent.put(new Key(room, member), new Sent(event, answer));
    }

    synchronized void forget() {
        sent.clear();
    }
}
