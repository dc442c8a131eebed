package org.colloque.protocol.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules under construction: each gets the next number, so that a rule which a version lacks moves the later ones up, as on its page. */
final class RuleList {
    private final List<Rule> rules = new ArrayList<>();
    private int number;

    /** The next rule. */
    RuleList step(Function<Attempt, Ruling> judge) {
        rules.add(Rule.step(next(), judge));
        return this;
    }

    /** The next rule, in versions that have it. */
    RuleList stepIf(boolean has, Function<Attempt, Ruling> judge) {
        return has ? step(judge) : this;
    }

    /** The next rule, which has rules of its own. */
    RuleList section(Predicate<Attempt> when, RuleList inside) {
        rules.add(Rule.section(next(), when, inside.rules));
        return this;
    }

    /** The next rule, with rules of its own, in versions that have it. */
    RuleList sectionIf(boolean has, Predicate<Attempt> when, RuleList inside) {
        return has ? section(when, inside) : this;
    }

    /** The next rule, in versions that have it, is judged elsewhere: by {@link AuthEventsCheck} or by the signature check. */
    RuleList elsewhereIf(boolean has) {
        number += has ? 1 : 0;
        return this;
    }

    RuleList elsewhere() {
        return elsewhereIf(true);
    }

    RuleList allow() {
        return step(attempt -> Ruling.allow());
    }

    RuleList refuse(String reason) {
        return step(attempt -> Ruling.refuse(reason));
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    private String next() {
        return Integer.toString(++number);
    }
}
