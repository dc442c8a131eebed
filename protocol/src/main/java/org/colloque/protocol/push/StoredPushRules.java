package org.colloque.protocol.push;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * How a user's push rules are kept: their own rules, and of the server defaults only what they changed, so that a default that a later
 * release corrects reaches everybody who had left it alone.
 */
public final class StoredPushRules {
    private static final String CHANGED_DEFAULTS = "changed_defaults";

    private StoredPushRules() {
    }

    /** What to keep of this user's rules; an empty object when they are all defaults. */
    public static ObjectNode write(UserId user, PushRuleset rules) {
        PushRuleset defaults = PushRules.defaults(user);
        ObjectNode stored = JsonNodes.object();
        ObjectNode changes = JsonNodes.object();
        for (PushRuleKind kind : PushRuleKind.values()) {
            ArrayNode own = JsonNodes.array();
            for (PushRule rule : rules.rules(kind)) {
                if (!rule.isDefault()) {
                    own.add(rule.toJson(kind));
                } else {
                    defaults.rule(kind, rule.ruleId()).ifPresent(original -> writeChange(changes, original, rule));
                }
            }
            if (!own.isEmpty()) {
                stored.set(kind.jsonName(), own);
            }
        }
        return changes.isEmpty() ? stored : stored.set(CHANGED_DEFAULTS, changes);
    }

    /** The rules that {@link #write} kept, over the defaults of today. */
    public static PushRuleset read(UserId user, ObjectNode stored) {
        PushRuleset rules = PushRules.defaults(user);
        for (PushRuleKind kind : PushRuleKind.values()) {
            List<JsonNode> own = stored.path(kind.jsonName()).valueStream().toList();
            for (JsonNode rule : own.reversed()) {
                rules = rules.with(kind, ownRule(rule));
            }
            for (Map.Entry<String, JsonNode> change : stored.path(CHANGED_DEFAULTS).properties()) {
                rules = rules.changed(kind, change.getKey(), rule -> changedDefault(rule, change.getValue())).orElse(rules);
            }
        }
        return rules;
    }

    private static void writeChange(ObjectNode changes, PushRule original, PushRule rule) {
        ObjectNode change = JsonNodes.object();
        if (rule.enabled() != original.enabled()) {
            change.put("enabled", rule.enabled());
        }
        if (!rule.actions().equals(original.actions())) {
            change.set("actions", rule.actions());
        }
        if (!change.isEmpty()) {
            changes.set(rule.ruleId(), change);
        }
    }

    private static PushRule changedDefault(PushRule rule, JsonNode change) {
        PushRule changed = change.has("enabled") ? rule.withEnabled(change.get("enabled").asBoolean()) : rule;
        return change.get("actions") instanceof ArrayNode actions ? changed.withActions(actions) : changed;
    }

    private static PushRule ownRule(JsonNode json) {
        return new PushRule(json.path("rule_id").asText(), false, json.path("enabled").asBoolean(true), array(json, "conditions"),
                json.path("pattern").asText(), array(json, "actions"));
    }

    private static ArrayNode array(JsonNode json, String key) {
        return json.get(key) instanceof ArrayNode array ? array : JsonNodes.array();
    }
}
