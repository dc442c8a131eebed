package org.colloque.messaging.sync;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceService;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.stream.Waiters;
import org.colloque.protocol.id.RoomId;

/**
 * Answers syncs: asks all sources for what lies between the client's token and the newest position of this node, and waits for news
 * when there is nothing. Spec: client-server-api, "Syncing".
 */
@Singleton
public class SyncService {

    private final ActiveUsers users;
    private final StreamPlace place;
    private final RoomPlanner planner;
    private final List<SyncSource> sources;
    private final PresenceService presences;
    private final Waiters waiters;
    private final Clock clock;

    SyncService(ActiveUsers users, StreamPlace place, RoomPlanner planner, @All List<SyncSource> sources, PresenceService presences,
            Waiters waiters, Clock clock) {
        this.users = users;
        this.place = place;
        this.planner = planner;
        this.sources = sources.stream().sorted(Comparator.comparingInt(SyncSource::order)).toList();
        this.presences = presences;
        this.waiters = waiters;
        this.clock = clock;
    }

    /** The answer as JSON. Waits at most as long as the request allows, and only when there is nothing to tell. */
    public Uni<byte[]> sync(SyncRequest request) {
        long end = clock.millis() + request.options().timeout().toMillis();
        return place.reach(request.since()).chain(() -> lastLook(request)).chain(() -> user(request))
                .invoke(() -> seen(request)).chain(user -> paced(request, user)).chain(user -> attempt(request, user, end));
    }

    /** Spec: client-server-api, {@code GET /sync}, {@code set_presence}. */
    private void seen(SyncRequest request) {
        presences.seen(request.requester().user(), request.requester().device(),
                request.options().presence().orElse(Presence.ONLINE), request.options().timeout());
    }

    /** The user, after a moment when the device was told so much lately that more will have come by then. */
    private Uni<ActiveUser> paced(SyncRequest request, ActiveUser user) {
        long time = request.isImmediate() ? 0 : user.pace(request.requester().device()).pause(clock.millis());
        return time == 0 ? Uni.createFrom().item(user)
                : waiters.pause(Duration.ofMillis(time)).chain(() -> users.get(user.id()));
    }

    private Uni<ActiveUser> user(SyncRequest request) {
        boolean includesLeft = request.isFirst() && request.filter().room().includeLeave();
        return (includesLeft ? users.reload(request.requester().user()) : users.get(request.requester().user())).invoke(user -> {
            if (request.isFirst()) {
                user.sentMembers(request.requester().device()).forget();
            }
        });
    }

    private Uni<byte[]> attempt(SyncRequest request, ActiveUser user, long end) {
        long mark = waiters.mark(user.id());
        SyncToken upTo = place.now(request.since());
        return pass(request, user, upTo).chain(pass -> {
            long left = end - clock.millis();
            if (!pass.answer().isEmpty() || request.isImmediate() || left <= 0) {
                user.pace(request.requester().device()).answered(clock.millis());
                return Uni.createFrom().item(pass.answer().write(upTo, request.options().stateAt().field()));
            }
            return waiters.await(user.id(), mark, Duration.ofMillis(left)).chain(() -> users.get(user.id()))
                    .chain(again -> attempt(request, again, end));
        });
    }

    /** Who does not want to wait gets all that was acknowledged up to now. */
    private Uni<Void> lastLook(SyncRequest request) {
        return !request.isFirst() && request.options().timeout().isZero() ? place.readOn() : Uni.createFrom().voidItem();
    }

    private Uni<SyncPass> pass(SyncRequest request, ActiveUser user, SyncToken upTo) {
        Optional<List<Change>> changes = place.changes(request.since(), upTo);
        Optional<Set<RoomId>> touched = changes.map(list -> list.stream().filter(RoomChange.class::isInstance)
                .map(change -> ((RoomChange) change).room()).filter(room -> user.membership(room).isPresent()).collect(Collectors.toSet()));
        return planner.plan(request, user, upTo, touched).chain(views -> {
            SyncPass pass = new SyncPass(request, user, upTo, changes, clock.millis(), views, new SyncAnswer());
            return InTurn.each(sources, source -> source.contribute(pass)).replaceWith(pass);
        });
    }
}
