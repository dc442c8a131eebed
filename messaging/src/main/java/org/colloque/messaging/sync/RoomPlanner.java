package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.partial.PartialRooms;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.sync.RoomView.Kind;
import org.colloque.protocol.id.RoomId;

/** Decides which rooms a pass looks at, and which part of them. */
@Singleton
class RoomPlanner {

    private final MembershipHistory history;
    private final PartialRooms partial;

    RoomPlanner(MembershipHistory history, PartialRooms partial) {
        this.history = history;
        this.partial = partial;
    }

    /** Who is not used to learning of members by and by would take those of a partial state for all. */
    private boolean isShown(SyncRequest request, RoomMembership membership) {
        return request.filter().room().admits(membership.roomId()) && (request.filter().room().state().lazyMembers()
                || !membership.is(RoomMembership.JOIN) || !partial.contains(membership.roomId()));
    }

    /** The views of a pass that is described by its request, its end, and the rooms in which something happened when memory knows them. */
    Uni<List<RoomView>> plan(SyncRequest request, ActiveUser user, SyncToken upTo, Optional<Set<RoomId>> touched) {
        if (request.isFirst()) {
            return first(request, user, upTo.position());
        }
        long since = request.since().get().position();
        List<RoomMembership> candidates = candidates(request, user, upTo.position(), touched);
        List<RoomMembership> unclear = candidates.stream().filter(membership -> history.isUnclear(membership, since)).toList();
        return history.learn(user, unclear, since).map(known -> {
            List<RoomView> views = new ArrayList<>();
            for (RoomMembership candidate : candidates) {
                view(request, known.getOrDefault(candidate.event(), candidate), since, upTo.position()).ifPresent(views::add);
            }
            return views;
        });
    }

    private Uni<List<RoomView>> first(SyncRequest request, ActiveUser user, long upTo) {
        boolean includeLeave = request.filter().room().includeLeave();
        List<RoomMembership> shown = user.memberships().stream().filter(membership -> membership.position() <= upTo
                && isShown(request, membership) && (includeLeave || !membership.isGone())).toList();
        List<RoomMembership> gone = shown.stream().filter(membership -> membership.isGone() && history.isUnclear(membership, 0)).toList();
        return history.learn(user, gone, 0).map(known -> shown.stream()
                .map(membership -> first(known.getOrDefault(membership.event(), membership), upTo)).toList());
    }

    private static RoomView first(RoomMembership membership, long upTo) {
        if (!membership.isGone()) {
            return new RoomView(membership, kind(membership), true, true, RoomView.FROM_THE_BEGINNING, upTo);
        }
        boolean wasJoined = membership.past().before().filter(RoomMembership.JOIN::equals).isPresent();
        long above = wasJoined ? RoomView.FROM_THE_BEGINNING : membership.position() - 1;
        return new RoomView(membership, Kind.LEFT, true, wasJoined, above, membership.position());
    }

    /** The rooms of the user in which something may have happened. */
    private List<RoomMembership> candidates(SyncRequest request, ActiveUser user, long upTo,
            Optional<Set<RoomId>> touched) {
        long since = request.since().get().position();
        boolean every = touched.isEmpty() || request.options().fullState();
        List<RoomMembership> candidates = new ArrayList<>();
        Iterable<RoomMembership> memberships = every ? user.memberships()
                : touched.get().stream().flatMap(room -> user.membership(room).stream()).toList();
        for (RoomMembership membership : memberships) {
            boolean changed = membership.position() > since && membership.position() <= upTo;
            boolean joined = membership.is(RoomMembership.JOIN) && membership.past().joinedBy() <= upTo;
            if (isShown(request, membership) && (changed || joined)) {
                candidates.add(membership);
            }
        }
        return candidates;
    }

    private static Optional<RoomView> view(SyncRequest request, RoomMembership membership, long since, long upTo) {
        boolean fullState = request.options().fullState();
        return switch (kind(membership)) {
            case JOINED -> {
                boolean fresh = membership.past().joinedBy() > since;
                yield Optional.of(new RoomView(membership, Kind.JOINED, fresh, fresh || fullState,
                        fresh ? RoomView.FROM_THE_BEGINNING : since, upTo));
            }
            case LEFT -> {
                boolean wasJoined = membership.past().before().filter(RoomMembership.JOIN::equals).isPresent();
                boolean fresh = wasJoined && membership.past().joinedBy() > since;
                long above = wasJoined ? since : membership.position() - 1;
                yield Optional.of(new RoomView(membership, Kind.LEFT, fresh, fresh, above, membership.position()));
            }
            case INVITED, KNOCKED -> Optional.of(new RoomView(membership, kind(membership), true, false, since, upTo));
        };
    }

    private static Kind kind(RoomMembership membership) {
        return switch (membership.membership()) {
            case RoomMembership.JOIN -> Kind.JOINED;
            case RoomMembership.INVITE -> Kind.INVITED;
            case RoomMembership.KNOCK -> Kind.KNOCKED;
            default -> Kind.LEFT;
        };
    }
}
