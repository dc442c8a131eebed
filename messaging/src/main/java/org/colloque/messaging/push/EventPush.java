package org.colloque.messaging.push;

import org.colloque.protocol.auth.PowerLevels;
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

    EventPush(long position, String thread, Pdu pdu, int memberCount, PowerLevels levels) {
        this.room = pdu.roomId();
        this.position = position;
        this.thread = thread;
        this.pdu = pdu;
        this.event = PushEvent.of(pdu);
        this.context = PushContext.of(pdu.sender(), "", memberCount, pdu.sender(), levels);
    }

    RoomId room() {
        return room;
    }

    long position() {
        return position;
    }

    String thread() {
        return thread;
    }

    boolean isBy(UserId user) {
        return pdu.sender().equals(user);
    }

    /** Whether writing it shows that the writer has read what came before: state changes and redactions show nothing. */
    boolean showsPresence() {
        return !pdu.isState() && pdu.redacts().isEmpty();
    }

    synchronized PushOutcome outcome(UserId user, String displayName, PushRuleset rules) {
        return PushRuleEvaluator.evaluate(rules, event, context.forUser(user, displayName));
    }
}
