package org.colloque.protocol.auth;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** One numbered rule of the specification's list: a single step, or a section with rules of its own. */
sealed interface Rule {

    /** A rule that judges by itself. */
    record Step(String number, Function<Attempt, Ruling> judge) implements Rule {
        @Override
        public Rule under(String section) {
            return new Step(section + "." + number, judge);
        }
    }

    /** Rules that are considered only when a condition holds. */
    record Section(String number, Predicate<Attempt> when, List<Rule> rules) implements Rule {
        @Override
        public Rule under(String section) {
            return new Section(section + "." + number, when, rules.stream().map(rule -> rule.under(section)).toList());
        }
    }

    String number();

    /** This rule with its number, and those of its own rules, put below the number of a section. */
    Rule under(String section);

    static Rule step(String number, Function<Attempt, Ruling> judge) {
        return new Step(number, judge);
    }

    static Rule section(String number, Predicate<Attempt> when, List<Rule> rules) {
        return new Section(number, when, rules.stream().map(rule -> rule.under(number)).toList());
    }
}
