package org.colloque.messaging.presence;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.colloque.messaging.stream.Waiters;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * Wakes the syncs of rooms in which somebody came or went, several changes at once: a morning on which everybody comes back must not
 * wake everybody for each. The more were woken, the longer the next have to wait.
 */
@ApplicationScoped
class PresenceWaking {

    /** In a room with more people on this node a change waits for their next answer. */
    private static final int MOST_IN_A_ROOM = 200;
    private static final long SHORTEST_MILLISECONDS = 50;
    private static final long PAUSE_MILLISECONDS = 500;
    private static final long MILLISECONDS_PER_USER = 4;

    private final Waiters waiters;
    private final Vertx vertx;
    private final Clock clock;
    private final Set<RoomId> rooms = new HashSet<>();
    private boolean scheduled;
    private long notBefore;

    PresenceWaking(Waiters waiters, Vertx vertx, Clock clock) {
        this.waiters = waiters;
        this.vertx = vertx;
        this.clock = clock;
    }

    synchronized void wake(Set<RoomId> changed) {
        rooms.addAll(changed);
        if (!scheduled && !rooms.isEmpty()) {
            scheduled = true;
            vertx.setTimer(Math.max(SHORTEST_MILLISECONDS, notBefore - clock.millis()), ignored -> waiters.wakeUsers(due()));
        }
    }

    private synchronized Set<UserId> due() {
        Set<UserId> users = new HashSet<>();
        for (RoomId room : rooms) {
            Set<UserId> interested = waiters.interestedIn(room);
            if (interested.size() <= MOST_IN_A_ROOM) {
                users.addAll(interested);
            }
        }
        rooms.clear();
        scheduled = false;
        notBefore = clock.millis() + PAUSE_MILLISECONDS + MILLISECONDS_PER_USER * users.size();
        return users;
    }
}
