package org.colloque.messaging.push;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import org.colloque.messaging.event.RoomState;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.push.PushContext;
import org.colloque.protocol.push.PushEvent;
import org.colloque.protocol.push.PushOutcome;
import org.colloque.protocol.push.PushRuleEvaluator;
import org.colloque.protocol.push.PushRuleset;

/** An event ready to be held against the push rules of many users. Safe for several threads. */
public final class EventPush {

    private final RoomId room;
    private final long position;
    private final String thread;
    private final Pdu pdu;
    private final PushEvent event;
    private final PushContext context;
    private final Naming naming;
    private final boolean canName;

    /** How the members of the room are called when the event comes. */
    record Naming(RoomDisplayNames names, RoomState state) {
    }

    EventPush(long position, String thread, Pdu pdu, PushContext context, Naming naming) {
        this.room = pdu.roomId();
        this.position = position;
        this.thread = thread;
        this.pdu = pdu;
        this.event = PushEvent.of(pdu);
        this.context = context;
        this.naming = naming;
        this.canName = pdu.content().path("body").isTextual();
    }

    RoomId room() {
        return room;
    }

    long position() {
        return position;
    }

    public String thread() {
        return thread;
    }

    public boolean isBy(UserId user) {
        return pdu.sender().equals(user);
    }

    /** Whether writing it shows that the writer has read what came before: state changes and redactions show nothing. */
    boolean showsPresence() {
        return !pdu.isState() && pdu.redacts().isEmpty();
    }

    /** To be called before {@link #outcome} is asked for these users: reads what they are called, if the event can name anybody. */
    public Uni<Void> ready(Collection<UserId> users) {
        return !canName ? Uni.createFrom().voidItem() : naming.names.ready(naming.state, users);
    }

    /** Whether {@link #ready} has nothing to read for this user. */
    boolean isReady(UserId user) {
        return !canName || naming.names.isReady(naming.state, user);
    }

    Notification notification(UserId user, PushOutcome outcome) {
        return new Notification(user, room, position, pdu.eventId(), thread, pdu.sender(), outcome.tweaks());
    }

    public synchronized PushOutcome outcome(UserId user, PushRuleset rules) {
        String name = !canName ? "" : naming.names.of(naming.state, user);
        return PushRuleEvaluator.evaluate(rules, event, context.forUser(user, name));
    }
}
