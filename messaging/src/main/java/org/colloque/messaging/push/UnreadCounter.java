package org.colloque.messaging.push;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.push.PushOutcome;
import org.colloque.protocol.push.PushRuleset;

/** Counts what is unread for an active user as events come. Spec: client-server-api, "Receiving notifications". */
@Singleton
public class UnreadCounter {

    private final EventPushes pushes;

    UnreadCounter(EventPushes pushes) {
        this.pushes = pushes;
    }

    /** Holds events of rooms that the user is joined to, in order, against the user's rules. */
    public Uni<Void> count(UserId user, PushRuleset rules, UnreadCounts unread, List<RoomEventChange> events, long upTo) {
        return InTurn.each(events, event -> {
            Optional<EventPush> known = pushes.known(event).filter(push -> push.isReady(user));
            known.ifPresent(push -> count(user, rules, unread, push));
            return known.isPresent() ? InTurn.done() : prepareAndCount(user, rules, unread, event);
        }).invoke(() -> unread.evaluatedTo(upTo));
    }

    private Uni<Void> prepareAndCount(UserId user, PushRuleset rules, UnreadCounts unread, RoomEventChange event) {
        return pushes.of(event)
                .call(push -> push.map(prepared -> prepared.ready(List.of(user))).orElseGet(() -> Uni.createFrom().voidItem()))
                .invoke(push -> push.ifPresent(prepared -> count(user, rules, unread, prepared))).replaceWithVoid();
    }

    private static void count(UserId user, PushRuleset rules, UnreadCounts unread, EventPush push) {
        if (push.isBy(user)) {
            if (push.showsPresence()) {
                unread.wrote(push.room(), push.thread(), push.position());
            }
            return;
        }
        PushOutcome outcome = push.outcome(user, rules);
        if (outcome.notifies()) {
            unread.notified(push.room(), push.position(), push.thread(), outcome.highlight());
        }
    }
}
