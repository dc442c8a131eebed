package org.colloque.messaging.typing;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.stream.EphemeralSerial;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Who is typing in which room, as this node knows it. */
@Singleton
public class TypingRooms {

    private final EphemeralSerial serials;
    private final Map<RoomId, Typing> rooms = new ConcurrentHashMap<>();

    TypingRooms(EphemeralSerial serials) {
        this.serials = serials;
    }

    /** Those who type in a room, and the serial of the last change. */
    public record Typing(long serial, Map<UserId, Long> until) {

        public List<UserId> users() {
            return List.copyOf(until.keySet());
        }
    }

    /** The rooms in which something changed after a serial. Only rooms in which somebody typed lately are looked at. */
    public Map<RoomId, Typing> changedAfter(long serial) {
        Map<RoomId, Typing> changed = new HashMap<>();
        rooms.forEach((room, typing) -> {
            if (typing.serial() > serial) {
                changed.put(room, typing);
            }
        });
        return changed;
    }

    /** Takes note that the user types until a time (milliseconds since 1970), or no more when it is 0. True when the list changed. */
    boolean set(RoomId room, UserId user, long until) {
        boolean[] changed = new boolean[1];
        rooms.compute(room, (ignored, before) -> {
            Map<UserId, Long> users = new LinkedHashMap<>(before == null ? Map.of() : before.until());
            changed[0] = until == 0 ? users.remove(user) != null : users.put(user, until) == null;
            long serial = changed[0] ? serials.next() : before == null ? 0 : before.serial();
            return serial == 0 ? null : new Typing(serial, users);
        });
        return changed[0];
    }

    /** The entries whose time is over. */
    List<Map.Entry<RoomId, UserId>> over(long now) {
        List<Map.Entry<RoomId, UserId>> over = new ArrayList<>();
        rooms.forEach((room, typing) -> typing.until().forEach((user, until) -> {
            if (until <= now) {
                over.add(Map.entry(room, user));
            }
        }));
        return over;
    }

    /** Drops rooms in which nobody has typed for long: no waiting client needs to hear that any more. */
    void tidy(long serialBefore) {
        rooms.values().removeIf(typing -> typing.until().isEmpty() && typing.serial() < serialBefore);
    }
}
