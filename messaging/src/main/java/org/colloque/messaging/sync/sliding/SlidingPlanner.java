package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.sync.ActiveUser;
import org.colloque.messaging.sync.MembershipHistory;
import org.colloque.messaging.sync.RoomMembership;
import org.colloque.messaging.sync.RoomView;
import org.colloque.messaging.sync.RoomView.Kind;
import org.colloque.messaging.sync.sliding.SlidingRoom.Plan;
import org.colloque.protocol.id.RoomId;

/** Decides which rooms a user may be told of, and which part of the rooms that match a pass looks at. */
@Singleton
class SlidingPlanner {

    private final MembershipHistory history;

    SlidingPlanner(MembershipHistory history) {
        this.history = history;
    }

    /**
     * Between which positions, and what happened there.
     *
     * @param since   the connection's position; 0 for its first answer
     * @param touched the rooms in which something happened; empty when memory does not know
     * @param direct  the rooms for direct messages, when it may have changed which ones are
     */
    record Span(ActiveUser user, SentRooms sent, long since, long upTo, Optional<Set<RoomId>> touched, Optional<Set<String>> direct) {

        /** The position up to which the client has the room. */
        long has(SentRoom room) {
            return room.upTo(since);
        }
    }

    /**
     * A room that a user may be told of.
     *
     * @param listed whether it is in the user's list; a room that was left is not, but may be subscribed to
     */
    record Told(RoomMembership membership, boolean listed) {
    }

    /**
     * The rooms that make up the user's list: those that they are in, are invited to or knock at; those from which they were removed after
     * having been in; and those that they left, until the connection has told so. Besides, of those that are subscribed to, all in which they
     * ever were. Spec: MSC4186, "Lists" and "Subscriptions".
     */
    Uni<List<Told>> told(Span span, Set<RoomId> subscribed) {
        List<RoomMembership> gone = span.user().memberships().stream().filter(membership -> membership.isGone()
                && (isRemoved(span, membership) || subscribed.contains(membership.roomId()))
                && span.sent().of(membership.room()).isEmpty() && history.isUnclear(membership, 0)).toList();
        return history.learn(span.user(), gone, 0).map(ignored -> {
            List<Told> told = new ArrayList<>();
            for (RoomMembership membership : span.user().memberships()) {
                boolean listed = membership.position() <= span.upTo() && isTold(span, membership);
                boolean was = membership.isGone() && subscribed.contains(membership.roomId()) && membership.position() <= span.upTo()
                        && (span.sent().of(membership.room()).isPresent() || wasJoined(membership));
                if (listed || was) {
                    told.add(new Told(membership, listed));
                }
            }
            return told;
        });
    }

    private static boolean isTold(Span span, RoomMembership membership) {
        if (membership.is(RoomMembership.INVITE)) {
            return !span.user().hidesInvite(membership.sender());
        }
        if (!membership.isGone()) {
            return true;
        }
        Optional<SentRoom> sent = span.sent().of(membership.room());
        if (isRemoved(span, membership)) {
            return sent.isPresent() || wasJoined(membership);
        }
        return sent.filter(room -> membership.position() > span.has(room)).isPresent();
    }

    private static boolean isRemoved(Span span, RoomMembership membership) {
        return !membership.sender().equals(span.user().id());
    }

    private static boolean wasJoined(RoomMembership membership) {
        return membership.past().before().filter(RoomMembership.JOIN::equals).isPresent();
    }

    /** The rooms in which there may be something to tell. */
    Uni<List<SlidingRoom>> plan(Span span, Collection<RoomMatch> matches) {
        List<RoomMatch> candidates = matches.stream().filter(match -> isCandidate(span, match)).toList();
        long earliest = candidates.stream().flatMap(match -> span.sent().of(match.membership().room()).stream()).mapToLong(span::has)
                .min().orElse(span.since());
        List<RoomMembership> unclear = candidates.stream().map(RoomMatch::membership)
                .filter(membership -> span.sent().of(membership.room()).isPresent() && history.isUnclear(membership, earliest)).toList();
        return history.learn(span.user(), unclear, earliest).map(known -> {
            List<SlidingRoom> rooms = new ArrayList<>();
            for (RoomMatch match : candidates) {
                rooms.add(room(span, match, known.getOrDefault(match.membership().event(), match.membership())));
            }
            return rooms;
        });
    }

    private static boolean isCandidate(Span span, RoomMatch match) {
        Optional<SentRoom> sent = span.sent().of(match.membership().room());
        if (sent.isEmpty()) {
            return true;
        }
        long has = span.has(sent.get());
        boolean moved = match.membership().position() > has;
        if (!match.membership().is(RoomMembership.JOIN)) {
            return moved;
        }
        boolean touched = span.touched().map(rooms -> rooms.contains(match.membership().roomId())).orElse(match.activity() > has);
        return moved || touched || !sent.get().isLive() || isExpanded(match, sent.get()) || isWidened(match, sent.get())
                || span.direct().filter(direct -> direct.contains(match.membership().roomId().value()) != sent.get().direct()).isPresent();
    }

    private static boolean isExpanded(RoomMatch match, SentRoom sent) {
        return match.config().timelineLimit() > sent.limit();
    }

    private static boolean isWidened(RoomMatch match, SentRoom sent) {
        RequiredState wanted = match.config().requiredState();
        return !wanted.text().equals(sent.config()) && !RequiredState.ofText(sent.config()).covers(wanted);
    }

    private static SlidingRoom room(Span span, RoomMatch match, RoomMembership membership) {
        Optional<SentRoom> sent = span.sent().of(membership.room());
        long from = sent.map(span::has).orElse(RoomView.FROM_THE_BEGINNING);
        boolean joinedSince = !membership.isGone() && membership.position() > from && membership.past().joinedBy() > from;
        boolean initial = sent.isEmpty() || joinedSince;
        boolean more = sent.isPresent() && !initial && membership.is(RoomMembership.JOIN);
        Plan plan = new Plan(sent, initial, more && isExpanded(match, sent.get()), more && isWidened(match, sent.get()),
                initial ? RoomView.FROM_THE_BEGINNING : from);
        RoomView view = view(span, membership, plan);
        view.limit = match.config().timelineLimit();
        view.stored = sent.filter(room -> !room.isLive()).isPresent();
        view.bundled = view.fresh;
        return new SlidingRoom(match, view, plan);
    }

    private static RoomView view(Span span, RoomMembership membership, Plan plan) {
        boolean fresh = plan.initial() || plan.expanded();
        return switch (kind(membership)) {
            case JOINED -> new RoomView(membership, Kind.JOINED, fresh, fresh, fresh ? RoomView.FROM_THE_BEGINNING : plan.from(), span.upTo());
            case LEFT -> {
                boolean whole = plan.initial() && wasJoined(membership);
                long above = whole ? RoomView.FROM_THE_BEGINNING : wasJoined(membership) ? plan.from() : membership.position() - 1;
                yield new RoomView(membership, Kind.LEFT, true, whole, above, membership.position());
            }
            case INVITED, KNOCKED -> new RoomView(membership, kind(membership), true, false, span.since(), span.upTo());
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
