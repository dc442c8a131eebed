package org.colloque.protocol.auth;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.room.RoomVersion;

/**
 * The authorisation rules of one room version: the numbered list of its specification page, in its order.
 *
 * <p>Numbers in the comments of this package are those of versions 8 to 11, unless they say otherwise: versions 1 to 5 have a rule before the
 * fourth, and version 12 one before the second, so that later numbers are one higher there.
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
        return new RuleList()
                .section(attempt -> attempt.isType(EventTypes.CREATE), CreateRules.rules(version))
                .stepIf(version.createEventIsRoomId(), RoomRules::roomIdIsThatOfCreateEvent)
                .section(attempt -> true, RoomRules.authEvents(version))
                .step(RoomRules::federates)
                .sectionIf(version.aliasesBelongToServers(), attempt -> attempt.isType(EventTypes.ALIASES), AliasRules.rules())
                .section(attempt -> attempt.isType(EventTypes.MEMBER), MemberRules.rules(version))
                .step(SendRules::senderIsJoined)
                .section(attempt -> attempt.isType(EventTypes.THIRD_PARTY_INVITE), new RuleList().step(SendRules::senderMayInvite))
                .step(SendRules::senderHasRequiredLevel)
                .step(SendRules::ownUserIdAsStateKey)
                .section(attempt -> attempt.isType(EventTypes.POWER_LEVELS), PowerLevelRules.rules(version))
                .sectionIf(version.authorisesRedactions(), attempt -> attempt.isType(EventTypes.REDACTION), RedactionRule.rules())
                .rules();
    }
}
