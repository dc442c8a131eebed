package org.colloque.protocol.push;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.event.Pdu;

/**
 * Holds events against push rules: the first rule that matches decides, and when none does there is no notification.
 *
 * <p>For an event with many recipients, make one {@link PushEvent} and keep each user's {@link PushRuleset}: those whom the event
 * does not name, and who have changed no rule, are then decided all at once. Spec: client-server-api, "Push Rules".
 */
public final class PushRuleEvaluator {

    private PushRuleEvaluator() {
    }

    /** What this user's rules make of the event. Nobody is notified of what they sent themselves. */
    public static PushOutcome evaluate(PushRuleset rules, PushEvent event, PushContext context) {
        if (event.sender().equals(context.user().value())) {
            return PushOutcome.NOTHING;
        }
        return rules.isUnchanged() && !event.concerns(context.user())
                ? event.forBystanders(context, rules)
                : rules.compiled().firstMatch(event, context);
    }

    public static PushOutcome evaluate(PushRuleset rules, Pdu event, PushContext context) {
        return evaluate(rules, PushEvent.of(event), context);
    }

    /** As above, for an event in the format of the client-server API. */
    public static PushOutcome evaluate(PushRuleset rules, ObjectNode clientEvent, PushContext context) {
        return evaluate(rules, PushEvent.of(clientEvent), context);
    }
}
