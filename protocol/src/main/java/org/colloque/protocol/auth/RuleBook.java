package org.colloque.protocol.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.room.RoomVersion;

/**
 * The authorisation rules of one room version: the numbered list of its specification page, in its order.
 *
 * <p>Version 12 puts one rule before version 11's second, so every later number is one higher there.
 */
final class RuleBook {
    private static final Map<String, RuleBook> BOOKS = new ConcurrentHashMap<>();

    private final List<Rule> rules;

    private RuleBook(List<Rule> rules) {
        this.rules = rules;
    }

    static RuleBook of(RoomVersion version) {
        return BOOKS.computeIfAbsent(version.id(), id -> new RuleBook(rulesOf(version)));
    }

    AuthDecision judge(Attempt attempt) {
        AuthDecision decision = firstDecision(rules, attempt);
        return decision == null ? AuthDecision.allowed() : decision;
    }

    /** Null when every rule leaves the event to the next one. */
    private static AuthDecision firstDecision(List<Rule> rules, Attempt attempt) {
        for (Rule rule : rules) {
            AuthDecision decision = switch (rule) {
                case Rule.Step step -> decision(step, attempt);
                case Rule.Section section -> section.when().test(attempt) ? firstDecision(section.rules(), attempt) : null;
            };
            if (decision != null) {
                return decision;
            }
        }
        return null;
    }

    private static AuthDecision decision(Rule.Step step, Attempt attempt) {
        return switch (step.judge().apply(attempt)) {
            case Ruling.Next next -> null;
            case Ruling.Allow allow -> AuthDecision.allowed();
            case Ruling.Refuse refuse -> new AuthDecision.Refused(step.number(), refuse.reason());
        };
    }

    private static List<Rule> rulesOf(RoomVersion version) {
        int shift = shift(version);
        List<Rule> rules = new ArrayList<>();
        rules.add(CreateRules.section("1", version));
        rules.add(RoomRules.roomExists(version));
        rules.add(Rule.step(number(3, shift), RoomRules::federates));
        rules.add(MemberRules.section(number(4, shift), version));
        rules.add(Rule.step(number(5, shift), SendRules::senderIsJoined));
        rules.add(Rule.section(number(6, shift), attempt -> attempt.isType(EventTypes.THIRD_PARTY_INVITE),
                Rule.step("1", SendRules::senderMayInvite)));
        rules.add(Rule.step(number(7, shift), SendRules::senderHasRequiredLevel));
        rules.add(Rule.step(number(8, shift), SendRules::ownUserIdAsStateKey));
        rules.add(PowerLevelRules.section(number(9, shift), version));
        return List.copyOf(rules);
    }

    static int shift(RoomVersion version) {
        return version.createEventIsRoomId() ? 1 : 0;
    }

    private static String number(int inVersionTen, int shift) {
        return Integer.toString(inVersionTen + shift);
    }
}
