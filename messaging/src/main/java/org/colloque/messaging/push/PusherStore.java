package org.colloque.messaging.push;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.UserId;

/** Where pushers are kept, with how far each has come. */
public interface PusherStore {

    Uni<List<Pusher>> list(UserId user);

    /**
     * Keeps the pusher, in the place of the user's own with the same key; what happened before is not pushed to a new one.
     *
     * @param alone whether those of other users with the same key go
     */
    Uni<Void> set(Pusher pusher, boolean alone);

    Uni<Void> remove(UserId user, Pusher.Key key);

    /** Takes pushers that have something to do and that no other node holds, for as long as one push may take. */
    Uni<List<Claim>> claim(long now, long until, int most);

    /** What is to be pushed, in order: without what the user has read, events of people whom the user ignores, and what is older than {@code since}. */
    Uni<List<Notification>> pending(Claim claim, long since, int most);

    /** How many unread notifications the user has in the rooms that they are in. */
    Uni<Long> unread(UserId user);

    /** Something was pushed: up to a position, with a count. The claim goes on until then. */
    Uni<Void> pushed(Claim claim, long position, long badge, long until);

    /** Everything is pushed that was there when the pusher was claimed. */
    Uni<Void> finished(Claim claim);

    /** Gives the pusher back, with things left to do. */
    Uni<Void> release(Claim claim);

    /** A push failed: the next try is not before {@code retryAt}. */
    Uni<Void> failed(Claim claim, long retryAt, long wait);

    /** Forgets notifications that are older. */
    Uni<Void> forgetBefore(long time);

    /**
     * A pusher in the hands of this node.
     *
     * @param position up to where it has pushed
     * @param badge    the count that it told last
     * @param due      what it was woken by
     * @param interval the wait after its last failure, in milliseconds; 0 for none
     */
    record Claim(Pusher pusher, long position, long badge, long due, long interval) {
    }
}
