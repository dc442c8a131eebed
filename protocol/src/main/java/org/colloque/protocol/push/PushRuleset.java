package org.colloque.protocol.push;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.json.JsonNodes;

/**
 * All push rules of a user, in the order in which they are asked. Immutable; a change gives another one.
 *
 * <p>Within a kind the user's own rules go before the server defaults, except for {@code .m.rule.master}, which goes before everything.
 * Spec: client-server-api, "Push Rules".
 */
public final class PushRuleset {
    private final Map<PushRuleKind, List<PushRule>> rules;
    private final boolean unchanged;
    private CompiledRuleset compiled;

    private PushRuleset(Map<PushRuleKind, List<PushRule>> rules, boolean unchanged) {
        this.rules = new EnumMap<>(rules);
        this.unchanged = unchanged;
    }

    /** The rules of a user who has changed nothing. */
    static PushRuleset ofDefaults(Map<PushRuleKind, List<PushRule>> rules) {
        return new PushRuleset(rules, true);
    }

    /** Whether these are surely the server defaults, as they are for most users. */
    boolean isUnchanged() {
        return unchanged;
    }

    /** The rules of this kind, most important first. */
    public List<PushRule> rules(PushRuleKind kind) {
        return rules.get(kind);
    }

    public Optional<PushRule> rule(PushRuleKind kind, String ruleId) {
        return rules(kind).stream().filter(rule -> rule.ruleId().equals(ruleId)).findFirst();
    }

    /** Adds a user's rule as the most important one of its kind; one that exists keeps its place and whether it is enabled. */
    public PushRuleset with(PushRuleKind kind, PushRule rule) {
        if (rule(kind, rule.ruleId()).isPresent()) {
            return changed(kind, rule.ruleId(), old -> rule.withEnabled(old.enabled())).orElseThrow();
        }
        return inserted(kind, rule, firstPlace(kind));
    }

    /** Adds or moves a user's rule to the place just before another user's rule; empty when that one does not exist or is a server default. */
    public Optional<PushRuleset> withBefore(PushRuleKind kind, PushRule rule, String next) {
        return withBeside(kind, rule, next, 0);
    }

    /** Adds or moves a user's rule to the place just after another user's rule; empty when that one does not exist or is a server default. */
    public Optional<PushRuleset> withAfter(PushRuleKind kind, PushRule rule, String previous) {
        return withBeside(kind, rule, previous, 1);
    }

    private Optional<PushRuleset> withBeside(PushRuleKind kind, PushRule rule, String other, int offset) {
        boolean enabled = rule(kind, rule.ruleId()).map(PushRule::enabled).orElse(rule.enabled());
        PushRuleset without = without(kind, rule.ruleId()).orElse(this);
        int place = without.rules(kind).stream().map(PushRule::ruleId).toList().indexOf(other);
        if (place < 0 || without.rules(kind).get(place).isDefault()) {
            return Optional.empty();
        }
        return Optional.of(without.inserted(kind, rule.withEnabled(enabled), place + offset));
    }

    /** Takes a user's rule away; empty when there is none of this id. Server defaults cannot be taken away. */
    public Optional<PushRuleset> without(PushRuleKind kind, String ruleId) {
        return rule(kind, ruleId).filter(rule -> !rule.isDefault())
                .map(rule -> replaced(kind, rules(kind).stream().filter(other -> !other.equals(rule)).toList()));
    }

    /** Enables or disables a rule, also a server default; empty when there is none of this id. */
    public Optional<PushRuleset> withEnabled(PushRuleKind kind, String ruleId, boolean enabled) {
        return changed(kind, ruleId, rule -> rule.withEnabled(enabled));
    }

    /** Gives a rule other actions, also a server default; empty when there is none of this id. */
    public Optional<PushRuleset> withActions(PushRuleKind kind, String ruleId, ArrayNode actions) {
        return changed(kind, ruleId, rule -> rule.withActions(actions));
    }

    /** The ruleset as clients read it, the value of {@code global}. Spec: client-server-api, "PushRuleset". */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodes.object();
        for (PushRuleKind kind : PushRuleKind.values()) {
            ArrayNode ofKind = json.putArray(kind.jsonName());
            rules(kind).forEach(rule -> ofKind.add(rule.toJson(kind)));
        }
        return json;
    }

    /** The rules made ready for matching; made once, and cheap to use for many events. */
    CompiledRuleset compiled() {
        CompiledRuleset ready = compiled;
        if (ready == null) {
            ready = CompiledRuleset.of(this);
            compiled = ready;
        }
        return ready;
    }

    Optional<PushRuleset> changed(PushRuleKind kind, String ruleId, UnaryOperator<PushRule> change) {
        return rule(kind, ruleId)
                .map(found -> replaced(kind, rules(kind).stream().map(rule -> rule == found ? change.apply(rule) : rule).toList()));
    }

    private PushRuleset inserted(PushRuleKind kind, PushRule rule, int place) {
        List<PushRule> ofKind = new ArrayList<>(rules(kind));
        ofKind.add(place, rule);
        return replaced(kind, ofKind);
    }

    private int firstPlace(PushRuleKind kind) {
        return rules(kind).stream().findFirst().filter(rule -> rule.ruleId().equals(PushRules.MASTER)).isPresent() ? 1 : 0;
    }

    private PushRuleset replaced(PushRuleKind kind, List<PushRule> ofKind) {
        Map<PushRuleKind, List<PushRule>> changed = new EnumMap<>(rules);
        changed.put(kind, List.copyOf(ofKind));
        return new PushRuleset(changed, false);
    }
}
