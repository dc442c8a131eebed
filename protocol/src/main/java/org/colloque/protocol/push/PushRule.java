package org.colloque.protocol.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.json.JsonNodes;

/**
 * One push rule. Conditions and actions are kept as the client wrote them, also those that this server does not know.
 * The trees are shared: for reading only.
 *
 * @param ruleId     unique within the rule's kind; that of a server default starts with a dot
 * @param isDefault  whether this is a server default
 * @param enabled    a disabled rule never matches
 * @param conditions all must hold; empty for kinds that have none
 * @param pattern    what a content rule looks for in the body; empty for other kinds
 * @param actions    what a match does
 */
public record PushRule(String ruleId, boolean isDefault, boolean enabled, ArrayNode conditions, String pattern, ArrayNode actions) {

    /** A server default that is enabled, and has conditions. */
    static PushRule serverDefault(String ruleId, ArrayNode conditions, ArrayNode actions) {
        return new PushRule(ruleId, true, true, conditions, "", actions);
    }

    public PushRule withEnabled(boolean value) {
        return new PushRule(ruleId, isDefault, value, conditions, pattern, actions);
    }

    /** The same rule of kind {@code room} for another room, whose id is then the rule's. */
    public PushRule forRoom(String room) {
        return new PushRule(room, isDefault, enabled, conditions, pattern, actions);
    }

    public PushRule withActions(ArrayNode value) {
        return new PushRule(ruleId, isDefault, enabled, conditions, pattern, value);
    }

    /** The rule as clients read it. Spec: client-server-api, "PushRule". */
    public ObjectNode toJson(PushRuleKind kind) {
        ObjectNode json = JsonNodes.object().put("rule_id", ruleId).put("default", isDefault).put("enabled", enabled);
        if (kind.hasConditions()) {
            json.set("conditions", conditions);
        }
        if (kind == PushRuleKind.CONTENT) {
            json.put("pattern", pattern);
        }
        json.set("actions", actions);
        return json;
    }
}
