package org.colloque.protocol.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.json.JsonNodes;

/** Reads the rules that clients write. Spec: client-server-api, {@code PUT /_matrix/client/v3/pushrules/global/{kind}/{ruleId}}. */
public final class PushRuleBodies {
    /** Matching costs at most the pattern's length times the text's. */
    static final int MAX_PATTERN_LENGTH = 1024;

    private PushRuleBodies() {
    }

    /**
     * The user's rule that this request body describes; enabled, as a new rule must be.
     *
     * @throws InvalidPushRuleException when the id is not one that a user may give, or the body is no rule of this kind
     */
    public static PushRule rule(PushRuleKind kind, String ruleId, ObjectNode body) {
        if (ruleId.isEmpty() || ruleId.startsWith(".") || ruleId.contains("/") || ruleId.contains("\\")) {
            throw new InvalidPushRuleException("A rule id is not empty, does not start with a dot, and has no slashes.");
        }
        ArrayNode conditions = kind.hasConditions() ? conditions(body.get("conditions")) : JsonNodes.array();
        String pattern = kind == PushRuleKind.CONTENT ? pattern(body.get("pattern")) : "";
        return new PushRule(ruleId, false, true, conditions, pattern, actions(body.get("actions")));
    }

    /**
     * The actions of a rule; those of history, which do nothing, are left out.
     *
     * @throws InvalidPushRuleException when this is no list of actions
     */
    public static ArrayNode actions(JsonNode actions) {
        if (actions == null || !actions.isArray()) {
            throw new InvalidPushRuleException("A rule has a list of actions.");
        }
        ArrayNode kept = JsonNodes.array();
        for (JsonNode action : actions) {
            if (!action.isTextual() && !action.path("set_tweak").isTextual()) {
                throw new InvalidPushRuleException("An action is a string, or an object with set_tweak.");
            }
            if (!action.asText().equals("dont_notify") && !action.asText().equals("coalesce")) {
                kept.add(action);
            }
        }
        return kept;
    }

    private static ArrayNode conditions(JsonNode conditions) {
        if (conditions == null) {
            return JsonNodes.array();
        }
        if (!conditions.isArray() || conditions.valueStream().anyMatch(condition -> !condition.path("kind").isTextual())) {
            throw new InvalidPushRuleException("Conditions are a list of objects with a kind.");
        }
        if (conditions.valueStream().anyMatch(condition -> condition.path("pattern").asText().length() > MAX_PATTERN_LENGTH)) {
            throw patternTooLong();
        }
        return (ArrayNode) conditions;
    }

    private static String pattern(JsonNode pattern) {
        if (pattern == null || !pattern.isTextual()) {
            throw new InvalidPushRuleException("A content rule has a pattern.");
        }
        if (pattern.textValue().length() > MAX_PATTERN_LENGTH) {
            throw patternTooLong();
        }
        return pattern.textValue();
    }

    // NOTSPEC: the specification sets no limit, but every event of every room of the user is matched against the pattern.
    private static InvalidPushRuleException patternTooLong() {
        return new InvalidPushRuleException("A pattern has at most " + MAX_PATTERN_LENGTH + " characters.");
    }
}
