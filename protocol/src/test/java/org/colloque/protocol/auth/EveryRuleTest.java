package org.colloque.protocol.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule on the specification's pages that can refuse an event has a row in a table, with an event that it admits and one that it refuses. */
class EveryRuleTest {

    private static final Pattern ROW = Pattern.compile("version (\\d+), rule ([\\d.]+): .*, refused");
    private static final Pattern REFUSING = Pattern.compile("\\breject\\b|\\ballow if and only if\\b", Pattern.CASE_INSENSITIVE);

    static List<RoomVersion> versions() {
        return RoomVersions.all();
    }

    @ParameterizedTest(name = "version {0}")
    @MethodSource("versions")
    void everyRuleThatRefusesIsTested(RoomVersion version) {
        Optional<SpecifiedRules> pages = SpecifiedRules.find();
        assumeTrue(pages.isPresent(), "The specification is not beside the repository.");
        Map<String, String> rules = pages.get().of(version);
        assertTrue(rules.size() > 60, () -> "too few rules were read: " + rules.keySet());
        Set<String> tested = tested(version);
        assertEquals(List.of(), rules.entrySet().stream().filter(rule -> REFUSING.matcher(rule.getValue()).find())
                .filter(rule -> tested.stream().noneMatch(number -> rule.getKey().equals(number) || rule.getKey().startsWith(number + ".")))
                .map(rule -> rule.getKey() + " " + rule.getValue()).toList());
    }

    private static Set<String> tested(RoomVersion version) {
        Set<String> numbers = tables().map(test -> ROW.matcher(test.getDisplayName()))
                .filter(Matcher::matches).filter(row -> row.group(1).equals(version.id())).map(row -> row.group(2)).collect(Collectors.toSet());
        String authEvents = version.createEventIsRoomId() ? "3." : "2.";
        for (int rule : AuthEventsCheckTest.RULES) {
            numbers.add(authEvents + rule);
        }
        if (version.restricted()) {
            // The signature of who vouches for a join: EventSignaturesTest.
            numbers.add(version.createEventIsRoomId() ? "5.2.1" : "4.2.1");
        }
        return numbers;
    }

    private static Stream<DynamicTest> tables() {
        return Stream.of(
                new MemberRulesTest().memberRules(), new MemberRulesTest().joinRules(), new MemberRulesTest().leaveRules(),
                new MemberRulesTest().banRules(), new MemberRulesTest().knockRules(),
                new InviteRulesTest().inviteRules(), new InviteRulesTest().thirdPartyInviteRules(),
                new RoomAndCreateRulesTest().createRules(), new RoomAndCreateRulesTest().roomRules(),
                new PowerLevelRulesTest().formRules(), new PowerLevelRulesTest().creatorRules(),
                new PowerLevelRulesTest().reachRules(), new PowerLevelRulesTest().firstLevels(),
                new OldRulesTest().aliasRules(), new OldRulesTest().redactionRules(),
                new SendRulesTest().sendRules()).flatMap(List::stream);
    }
}
