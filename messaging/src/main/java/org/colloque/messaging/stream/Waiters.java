package org.colloque.messaging.stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * Who waits for changes, by user, and which users a room concerns. Waking costs what the woken users cost; users and rooms that a
 * change does not concern are not looked at.
 */
@Singleton
public class Waiters {

    private final Vertx vertx;
    private final Map<RoomId, Set<UserId>> interested = new ConcurrentHashMap<>();
    private final Map<UserId, Waiting> users = new ConcurrentHashMap<>();

    Waiters(Vertx vertx) {
        this.vertx = vertx;
    }

    /** From now on changes of the room wake the user. */
    public void interest(UserId user, RoomId room) {
        interested.compute(room, (ignored, present) -> {
            Set<UserId> members = present == null ? ConcurrentHashMap.newKeySet() : present;
            members.add(user);
            return members;
        });
    }

    /** Changes of the room wake the user no more. */
    public void noInterest(UserId user, RoomId room) {
        interested.computeIfPresent(room, (ignored, members) -> {
            members.remove(user);
            return members.isEmpty() ? null : members;
        });
    }

    /** The users that the room concerns: those active on this node who are joined to it. A live view. */
    public Set<UserId> interestedIn(RoomId room) {
        return interested.getOrDefault(room, Set.of());
    }

    /** How often the user was woken so far: to be read before looking for news, and handed to {@link #await} when there is none. */
    public long mark(UserId user) {
        return users.computeIfAbsent(user, ignored -> new Waiting()).mark();
    }

    /** Completes when the user was woken since the mark was read, or after the time. On the caller's context. */
    public Uni<Void> await(UserId user, long mark, Duration atMost) {
        Context context = vertx.getOrCreateContext();
        Waiting waiting = users.computeIfAbsent(user, ignored -> new Waiting());
        return Uni.createFrom().emitter(emitter -> {
            Waiter waiter = new Waiter(context, emitter);
            long timer = vertx.setTimer(Math.max(1, atMost.toMillis()), ignored -> emitter.complete(null));
            emitter.onTermination(() -> forget(waiting, waiter, timer));
            if (!waiting.add(waiter, mark)) {
                emitter.complete(null);
            }
        });
    }

    /** Completes after the time, on the caller's context. */
    public Uni<Void> pause(Duration time) {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(Math.max(1, time.toMillis()), ignored -> emitter.complete(null)));
    }

    /** Wakes those whom the changes concern. */
    public void wake(List<Change> changes) {
        Set<UserId> woken = new HashSet<>();
        Set<RoomId> rooms = new HashSet<>();
        for (Change change : changes) {
            woken.addAll(change.users());
            rooms.addAll(change.rooms());
        }
        rooms.forEach(room -> woken.addAll(interestedIn(room)));
        wakeUsers(woken);
    }

    /** Wakes those whom the room concerns: for what lives in memory only. */
    public void wakeRoom(RoomId room) {
        wakeUsers(List.copyOf(interestedIn(room)));
    }

    public void wakeUsers(Collection<UserId> woken) {
        for (UserId user : woken) {
            Waiting waiting = users.get(user);
            if (waiting != null) {
                waiting.wake();
            }
        }
    }

    /** Whether a sync of the user waits on this node. */
    public boolean isWaiting(UserId user) {
        Waiting waiting = users.get(user);
        return waiting != null && waiting.isWaiting();
    }

    /** Drops what is kept about a user who is active here no more. */
    public void forget(UserId user, Collection<RoomId> rooms) {
        rooms.forEach(room -> noInterest(user, room));
        users.computeIfPresent(user, (ignored, waiting) -> waiting.isWaiting() ? waiting : null);
    }

    private void forget(Waiting waiting, Waiter waiter, long timer) {
        vertx.cancelTimer(timer);
        waiting.remove(waiter);
    }

    private record Waiter(Context context, UniEmitter<? super Void> emitter) {

        void complete() {
            context.runOnContext(ignored -> emitter.complete(null));
        }
    }

    /** One user's count of wakings and waiting syncs. */
    private static final class Waiting {

        private final Set<Waiter> waiters = new HashSet<>();
        private long wakings;

        synchronized long mark() {
            return wakings;
        }

        synchronized boolean isWaiting() {
            return !waiters.isEmpty();
        }

        synchronized boolean add(Waiter waiter, long mark) {
            return mark == wakings && waiters.add(waiter);
        }

        synchronized void remove(Waiter waiter) {
            waiters.remove(waiter);
        }

        void wake() {
            List<Waiter> woken;
            synchronized (this) {
                wakings++;
                woken = new ArrayList<>(waiters);
                waiters.clear();
            }
            woken.forEach(Waiter::complete);
        }
    }
}
