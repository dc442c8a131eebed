package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.filter.SyncFilter;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceService;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.stream.Waiters;
import org.colloque.messaging.sync.ActiveUser;
import org.colloque.messaging.sync.ActiveUsers;
import org.colloque.messaging.sync.StreamPlace;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.SyncRequest;

/**
 * Answers sliding syncs: what is new in the rooms that the request's rules match, at once or as soon as there is something.
 * Spec: MSC4186, "Connections". Fails with {@code M_UNKNOWN_POS} when the position is not one of the connection's last.
 */
@Singleton
public class SlidingSyncService {

    private final ActiveUsers users;
    private final StreamPlace place;
    private final Connections connections;
    private final SlidingPass passes;
    private final PresenceService presences;
    private final Waiters waiters;
    private final Clock clock;

    SlidingSyncService(ActiveUsers users, StreamPlace place, Connections connections, SlidingPass passes, PresenceService presences,
            Waiters waiters, Clock clock) {
        this.users = users;
        this.place = place;
        this.connections = connections;
        this.passes = passes;
        this.presences = presences;
        this.waiters = waiters;
        this.clock = clock;
    }

    /** The answer as JSON. */
    public Uni<byte[]> sync(SlidingRequest request) {
        long end = clock.millis() + request.options().timeout().toMillis();
        Optional<SyncToken> since = request.pos().map(SlidingPosition::token);
        return connections.at(request).chain(sent -> place.reach(since)
                .chain(() -> !request.isFirst() && request.isImmediate() ? place.readOn() : Uni.createFrom().voidItem())
                .chain(() -> user(request)).invoke(() -> seen(request)).chain(user -> paced(request, user))
                .chain(user -> attempt(request, sent, user, end)));
    }

    /** A connection that starts does not find rooms that were forgotten meanwhile. */
    private Uni<ActiveUser> user(SlidingRequest request) {
        return users.get(request.requester().user()).chain(user -> {
            boolean removed = request.isFirst() && user.memberships().stream()
                    .anyMatch(membership -> membership.isGone() && !membership.sender().equals(user.id()));
            return removed ? users.reload(user.id()) : Uni.createFrom().item(user);
        });
    }

    /** Spec: MSC4186, "Request Body", {@code set_presence}. */
    private void seen(SlidingRequest request) {
        presences.seen(request.requester().user(), request.requester().device(), request.options().presence().orElse(Presence.ONLINE),
                request.options().timeout());
    }

    /** After a moment, when the device was told so much lately that more will have come by then. */
    private Uni<ActiveUser> paced(SlidingRequest request, ActiveUser user) {
        long time = request.isImmediate() ? 0 : user.pace(request.requester().device()).pause(clock.millis());
        return time == 0 ? Uni.createFrom().item(user) : waiters.pause(Duration.ofMillis(time)).chain(() -> users.get(user.id()));
    }

    private Uni<byte[]> attempt(SlidingRequest request, SentRooms sent, ActiveUser user, long end) {
        long mark = waiters.mark(user.id());
        SyncToken upTo = place.now(request.pos().map(SlidingPosition::token));
        return passes.run(request, sent, pass(request, user, upTo)).chain(answer -> {
            long left = end - clock.millis();
            if (answer.isNews() || request.isImmediate() || left <= 0) {
                user.pace(request.requester().device()).answered(clock.millis());
                return written(request, sent, answer, upTo);
            }
            return waiters.await(user.id(), mark, Duration.ofMillis(left)).chain(() -> users.get(user.id()))
                    .chain(again -> attempt(request, sent, again, end));
        });
    }

    private Uni<byte[]> written(SlidingRequest request, SentRooms sent, SlidingAnswer answer, SyncToken upTo) {
        return connections.keep(request, sent, answer.sent, answer.number).map(state -> answer.write(
                new SlidingPosition(upTo, state, request.connectionId().mark()), request.options().transaction()));
    }

    private SyncPass pass(SlidingRequest request, ActiveUser user, SyncToken upTo) {
        Optional<SyncToken> since = request.pos().map(SlidingPosition::token);
        SyncRequest.Options options = new SyncRequest.Options(false, SyncRequest.StateAt.END, request.options().presence(), request.options().timeout());
        SyncRequest classic = new SyncRequest(request.requester(), since, SyncFilter.ALL, options);
        return new SyncPass(classic, user, upTo, place.changes(since, upTo), clock.millis(), List.of(), new SyncAnswer());
    }
}
