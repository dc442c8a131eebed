package org.colloque.protocol.push;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.colloque.protocol.glob.Glob;

/** A user's enabled rules in the order in which they are asked, ready for matching. */
record CompiledRuleset(List<CompiledRule> rules) {
    /** By identity: a default that the user changed is another object. */
    private static final Map<PushRule, CompiledRule> COMMON = new IdentityHashMap<>();

    static {
        PushRules.commonToAll().forEach(rule -> COMMON.put(rule, CompiledRule.of(PushRuleKind.OVERRIDE, rule)));
    }

    /** One rule; all its conditions must hold. */
    record CompiledRule(List<Condition> conditions, PushOutcome outcome) {

        static CompiledRule of(PushRuleKind kind, PushRule rule) {
            List<Condition> conditions = switch (kind) {
                case OVERRIDE, UNDERRIDE -> rule.conditions().valueStream().map(Conditions::of).toList();
                case CONTENT -> List.of(Conditions.bodyMatches(Glob.ignoringCase(rule.pattern())));
                case ROOM -> List.of((event, context) -> event.roomId().equals(rule.ruleId()));
                case SENDER -> List.of((event, context) -> event.sender().equals(rule.ruleId()));
            };
            return new CompiledRule(conditions, PushOutcome.of(rule.actions()));
        }

        boolean matches(PushEvent event, PushContext context) {
            for (Condition condition : conditions) {
                if (!condition.holds(event, context)) {
                    return false;
                }
            }
            return true;
        }
    }

    static CompiledRuleset of(PushRuleset ruleset) {
        List<CompiledRule> compiled = new ArrayList<>();
        for (PushRuleKind kind : PushRuleKind.values()) {
            for (PushRule rule : ruleset.rules(kind)) {
                if (rule.enabled()) {
                    CompiledRule common = COMMON.get(rule);
                    compiled.add(common != null ? common : CompiledRule.of(kind, rule));
                }
            }
        }
        return new CompiledRuleset(List.copyOf(compiled));
    }

    PushOutcome firstMatch(PushEvent event, PushContext context) {
        for (CompiledRule rule : rules) {
            if (rule.matches(event, context)) {
                return rule.outcome();
            }
        }
        return PushOutcome.NOTHING;
    }
}
