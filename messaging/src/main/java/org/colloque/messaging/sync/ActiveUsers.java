package org.colloque.messaging.sync;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.messaging.stream.Waiters;
import org.colloque.protocol.id.UserId;

/** The users who sync on this node. A user is loaded when they come, and dropped when they have been away for a while. */
@Singleton
public class ActiveUsers implements ChangeListener {

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final long SWEEP_MILLISECONDS = 60_000;

    private final SyncStore store;
    private final Waiters waiters;
    private final Clock clock;
    private final Map<UserId, Entry> users = new ConcurrentHashMap<>();

    private record Entry(ActiveUser user, Uni<ActiveUser> loading) {
    }

    ActiveUsers(SyncStore store, Waiters waiters, Clock clock) {
        this.store = store;
        this.waiters = waiters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SWEEP_MILLISECONDS, ignored -> sweep(clock.millis() - KEPT.toMillis()));
    }

    /** The user; loaded with one statement when they were not here. */
    public Uni<ActiveUser> get(UserId id) {
        Entry entry = users.computeIfAbsent(id, this::load);
        entry.user().seen(clock.millis());
        return entry.user().isLoaded() ? Uni.createFrom().item(entry.user()) : entry.loading();
    }

    /** The user afresh from the database. */
    public Uni<ActiveUser> reload(UserId id) {
        users.remove(id);
        return get(id);
    }

    /** The user if they are active here. */
    public Optional<ActiveUser> ifActive(UserId id) {
        return Optional.ofNullable(users.get(id)).map(Entry::user).filter(ActiveUser::isLoaded);
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            for (UserId id : change.users()) {
                Entry entry = users.get(id);
                if (entry != null) {
                    entry.user().changed(change).ifPresent(membership -> interest(id, membership));
                }
            }
        }
    }

    @Override
    public void reset() {
        users.forEach((id, entry) -> drop(id, entry));
        waiters.wakeUsers(List.copyOf(users.keySet()));
        users.clear();
    }

    private Entry load(UserId id) {
        ActiveUser user = new ActiveUser(id, clock.millis());
        Uni<ActiveUser> loading = store.load(id).map(rows -> {
            user.loaded(rows);
            user.memberships().forEach(membership -> interest(id, membership));
            return user;
        }).onFailure().invoke(() -> users.computeIfPresent(id, (ignored, entry) -> entry.user() == user ? null : entry))
                .memoize().indefinitely();
        return new Entry(user, loading);
    }

    private void interest(UserId id, RoomMembership membership) {
        if (membership.is(RoomMembership.JOIN)) {
            waiters.interest(id, membership.roomId());
        } else {
            waiters.noInterest(id, membership.roomId());
        }
    }

    private void sweep(long seenBefore) {
        users.forEach((id, entry) -> {
            if (entry.user().lastSeen() < seenBefore && !waiters.isWaiting(id) && users.remove(id, entry)) {
                drop(id, entry);
            }
        });
    }

    private void drop(UserId id, Entry entry) {
        waiters.forget(id, entry.user().joinedRooms());
    }
}
