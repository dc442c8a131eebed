package org.colloque.messaging.presence;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/**
 * Takes in who is there: what people say, what their syncs show, what other servers tell. Only a change is told on.
 * Spec: client-server-api, "Presence".
 */
@Singleton
public class PresenceService {

    private static final Duration AFTER_A_SYNC = Duration.ofSeconds(30);
    private static final Duration AS_SAID = Duration.ofMinutes(5);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(20);
    private static final Duration FROM_ELSEWHERE = Duration.ofMinutes(45);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final long SWEEP_MILLISECONDS = 5_000;

    private final PresenceBook book;
    private final PresenceSessions sessions;
    private final PresenceNews news;
    private final Event<PresenceChanged> changes;
    private final Clock clock;

    PresenceService(PresenceBook book, PresenceSessions sessions, PresenceNews news, Event<PresenceChanged> changes, Clock clock) {
        this.book = book;
        this.sessions = sessions;
        this.news = news;
        this.changes = changes;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        news.listen(this::heard);
        vertx.setPeriodic(SWEEP_MILLISECONDS, ignored -> sweep());
    }

    public Optional<Presence> of(UserId user) {
        return book.of(user).map(PresenceBook.Entry::presence);
    }

    /** What a local user says of themselves. Completes when this node's syncs know it. */
    public Uni<Void> set(UserId user, DeviceId device, String state, Optional<String> message) {
        sessions.forget(user);
        sessions.note(user, device, state, clock.millis() + AS_SAID.toMillis(), clock.millis());
        return change(new PresenceNews.Item(user, state, message, true));
    }

    /**
     * A device syncs, and will be waiting for so long: its user is in this state; {@code offline} leaves the state as it is. Costs
     * nothing when the state is known.
     */
    public void seen(UserId user, DeviceId device, String state, Duration waiting) {
        if (state.equals(Presence.OFFLINE)) {
            return;
        }
        long now = clock.millis();
        String together = sessions.note(user, device, state, now + waiting.plus(AFTER_A_SYNC).toMillis(), now);
        if (!together.equals(of(user).map(Presence::state).orElse(Presence.OFFLINE))) {
            change(new PresenceNews.Item(user, together, message(user), false)).subscribe().with(done -> { }, news::failed);
        }
    }

    /** What another server says of its user. Spec: server-server-api, "Presence". */
    public Uni<Void> received(ServerName origin, UserId user, String state, Optional<String> message) {
        return user.isOn(origin) ? news.tell(new PresenceNews.Item(user, state, message, false)).replaceWithVoid() : Uni.createFrom().voidItem();
    }

    private Uni<Void> change(PresenceNews.Item item) {
        return news.tell(item).invoke(presence -> changes.fireAsync(new PresenceChanged(item.user(), presence))).replaceWithVoid();
    }

    private Optional<String> message(UserId user) {
        return of(user).flatMap(Presence::message);
    }

    /** Another node may not know that the user is here as well. */
    private void heard(PresenceNews.Item item) {
        if (item.state().equals(Presence.OFFLINE) && !item.said() && !sessions.state(item.user(), clock.millis()).equals(Presence.OFFLINE)) {
            settle(item.user());
        }
    }

    private void sweep() {
        List.copyOf(sessions.users()).forEach(this::settle);
        long now = clock.millis();
        for (PresenceBook.Entry entry : book.all()) {
            long age = now - entry.presence().lastActive();
            if (entry.presence().isOffline() && age > KEPT.toMillis()) {
                book.remove(entry);
            } else if (!entry.presence().isOffline() && age > FROM_ELSEWHERE.toMillis() && !sessions.users().contains(entry.user())) {
                news.keep(new PresenceNews.Item(entry.user(), Presence.OFFLINE, entry.presence().message(), false))
                        .subscribe().with(kept -> { }, news::failed);
            }
        }
    }

    /** Tells what became of the user's sessions; also now and then that they are still there, for those who may have missed it. */
    private void settle(UserId user) {
        long now = clock.millis();
        String state = sessions.state(user, now);
        Optional<Presence> told = of(user);
        boolean old = told.filter(presence -> !presence.isOffline() && presence.lastActive() < now - TOLD_AGAIN.toMillis()).isPresent();
        if (old || !state.equals(told.map(Presence::state).orElse(Presence.OFFLINE))) {
            change(new PresenceNews.Item(user, state, message(user), false)).subscribe().with(done -> { }, news::failed);
        }
    }
}
