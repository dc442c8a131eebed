package org.colloque.messaging.presence;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** What the devices of local users say on this node, each until its time is over: somebody is as present as their most present device. */
@Singleton
class PresenceSessions {

    private static final List<String> MOST_PRESENT_FIRST = List.of(Presence.ONLINE, Presence.UNAVAILABLE);

    private final Map<UserId, Map<DeviceId, Session>> users = new ConcurrentHashMap<>();

    private record Session(String state, long until) {
    }

    /** A device says something until a time; the user's state with it. */
    String note(UserId user, DeviceId device, String state, long until, long now) {
        String[] together = new String[1];
        users.compute(user, (ignored, before) -> {
            Map<DeviceId, Session> devices = before == null ? new HashMap<>(2) : before;
            devices.put(device, new Session(state, until));
            together[0] = together(devices, now);
            return devices;
        });
        return together[0];
    }

    /** What the user's other devices said counts no more. */
    void forget(UserId user) {
        users.remove(user);
    }

    /** The user's state now; the times of devices that are over are dropped. */
    String state(UserId user, long now) {
        String[] together = {Presence.OFFLINE};
        users.computeIfPresent(user, (ignored, devices) -> {
            devices.values().removeIf(session -> session.until() <= now);
            together[0] = together(devices, now);
            return devices.isEmpty() ? null : devices;
        });
        return together[0];
    }

    Set<UserId> users() {
        return users.keySet();
    }

    private static String together(Map<DeviceId, Session> devices, long now) {
        return MOST_PRESENT_FIRST.stream()
                .filter(state -> devices.values().stream().anyMatch(session -> session.until() > now && session.state().equals(state)))
                .findFirst().orElse(Presence.OFFLINE);
    }
}
