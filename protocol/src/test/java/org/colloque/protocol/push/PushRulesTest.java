package org.colloque.protocol.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushRulesTest {
    private static final UserId ALICE = UserId.parse("@alice:a.example");

    @Test
    void theDefaultsAreThoseOfTheSpecification() throws IOException {
        String spec = new String(PushRulesTest.class.getResourceAsStream("/push/default-rules.json").readAllBytes(), StandardCharsets.UTF_8);
        JsonNode expected = new ObjectMapper().readTree(spec.replace("[the user's Matrix ID]", ALICE.value()));
        JsonNode actual = new ObjectMapper().readTree(PushRules.defaults(ALICE).toJson().toString());

        assertEquals(expected.get("override"), actual.get("override"));
        assertEquals(expected.get("underride"), actual.get("underride"));
        assertTrue(actual.get("content").isEmpty() && actual.get("room").isEmpty() && actual.get("sender").isEmpty());
    }

    @Test
    void aNewRuleIsTheMostImportantOfTheUsersButAfterTheMasterRule() {
        PushRuleset rules = PushRules.defaults(ALICE).with(PushRuleKind.OVERRIDE, override("first")).with(PushRuleKind.OVERRIDE, override("second"));

        assertEquals(List.of(".m.rule.master", "second", "first", ".m.rule.suppress_notices"), ids(rules, PushRuleKind.OVERRIDE).subList(0, 4));
    }

    @Test
    void aRuleIsPlacedBeforeOrAfterAnotherOfTheUsers() {
        PushRuleset rules = PushRules.defaults(ALICE).with(PushRuleKind.SENDER, sender("@b:x")).with(PushRuleKind.SENDER, sender("@a:x"));

        assertEquals(List.of("@a:x", "@c:x", "@b:x"),
                ids(rules.withBefore(PushRuleKind.SENDER, sender("@c:x"), "@b:x").orElseThrow(), PushRuleKind.SENDER));
        assertEquals(List.of("@b:x", "@a:x"),
                ids(rules.withAfter(PushRuleKind.SENDER, sender("@a:x"), "@b:x").orElseThrow(), PushRuleKind.SENDER));
        assertEquals(Optional.empty(), rules.withAfter(PushRuleKind.SENDER, sender("@c:x"), "@unknown:x"));
        assertEquals(Optional.empty(), rules.withBefore(PushRuleKind.OVERRIDE, override("x"), ".m.rule.suppress_notices"));
    }

    @Test
    void aRuleThatExistsKeepsItsPlaceAndWhetherItIsEnabled() {
        PushRuleset rules = PushRules.defaults(ALICE).with(PushRuleKind.SENDER, sender("@b:x")).with(PushRuleKind.SENDER, sender("@a:x"))
                .withEnabled(PushRuleKind.SENDER, "@b:x", false).orElseThrow();
        PushRuleset changed = rules.with(PushRuleKind.SENDER,
                PushRuleBodies.rule(PushRuleKind.SENDER, "@b:x", TestRoom.json("{'actions': ['notify']}")));

        assertEquals(List.of("@a:x", "@b:x"), ids(changed, PushRuleKind.SENDER));
        assertEquals(false, changed.rule(PushRuleKind.SENDER, "@b:x").orElseThrow().enabled());
        assertEquals("[\"notify\"]", changed.rule(PushRuleKind.SENDER, "@b:x").orElseThrow().actions().toString());
    }

    @Test
    void serverDefaultsAreChangedButNotTakenAway() {
        PushRuleset rules = PushRules.defaults(ALICE).with(PushRuleKind.SENDER, sender("@b:x"));

        assertEquals(Optional.empty(), rules.without(PushRuleKind.UNDERRIDE, ".m.rule.message"));
        assertEquals(Optional.empty(), rules.without(PushRuleKind.SENDER, "@unknown:x"));
        assertEquals(List.of(), ids(rules.without(PushRuleKind.SENDER, "@b:x").orElseThrow(), PushRuleKind.SENDER));
        assertEquals(Optional.empty(), rules.withEnabled(PushRuleKind.UNDERRIDE, ".m.rule.unknown", false));
    }

    @Test
    void whatIsStoredIsTheUsersOwnRulesAndTheirChangesToTheDefaults() {
        PushRuleset rules = PushRules.defaults(ALICE)
                .with(PushRuleKind.OVERRIDE, override("one")).with(PushRuleKind.OVERRIDE, override("two"))
                .with(PushRuleKind.CONTENT, PushRuleBodies.rule(PushRuleKind.CONTENT, "tea", TestRoom.json("{'pattern': 'tea', 'actions': []}")))
                .withEnabled(PushRuleKind.OVERRIDE, ".m.rule.master", true).orElseThrow()
                .withActions(PushRuleKind.UNDERRIDE, ".m.rule.call", PushRuleBodies.actions(TestRoom.json("{'a': []}").get("a"))).orElseThrow();
        ObjectNode stored = StoredPushRules.write(ALICE, rules);

        assertEquals(rules.toJson(), StoredPushRules.read(ALICE, stored).toJson());
        assertEquals(TestRoom.json("{'.m.rule.master': {'enabled': true}, '.m.rule.call': {'actions': []}}"), stored.get("changed_defaults"));
        assertTrue(StoredPushRules.write(ALICE, PushRules.defaults(ALICE)).isEmpty());
    }

    @Test
    void historicalActionsAreLeftOut() {
        assertEquals("[\"notify\"]", PushRuleBodies.actions(TestRoom.json("{'a': ['dont_notify', 'notify', 'coalesce']}").get("a")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{'actions': 'notify'}", "{'actions': [1]}", "{'actions': [{'value': 1}]}", "{'actions': [], 'conditions': {}}",
        "{'actions': [], 'conditions': [{'key': 'type'}]}", "{'actions': [], 'conditions': ['x']}"
    })
    void aMalformedRuleIsRefused(String body) {
        assertThrows(InvalidPushRuleException.class, () -> PushRuleBodies.rule(PushRuleKind.OVERRIDE, "id", TestRoom.json(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {".mine", "", "a/b", "a\\b"})
    void aReservedRuleIdIsRefused(String id) {
        assertThrows(InvalidPushRuleException.class, () -> PushRuleBodies.rule(PushRuleKind.ROOM, id, TestRoom.json("{'actions': []}")));
    }

    @Test
    void aContentRuleNeedsAPatternOfReasonableLength() {
        ObjectNode tooLong = TestRoom.json("{'actions': []}").put("pattern", "x".repeat(PushRuleBodies.MAX_PATTERN_LENGTH + 1));

        assertThrows(InvalidPushRuleException.class, () -> PushRuleBodies.rule(PushRuleKind.CONTENT, "id", tooLong));
        assertThrows(InvalidPushRuleException.class, () -> PushRuleBodies.rule(PushRuleKind.CONTENT, "id", TestRoom.json("{'actions': []}")));
    }

    private static PushRule override(String id) {
        return PushRuleBodies.rule(PushRuleKind.OVERRIDE, id, TestRoom.json("{'conditions': [], 'actions': []}"));
    }

    private static PushRule sender(String id) {
        return PushRuleBodies.rule(PushRuleKind.SENDER, id, TestRoom.json("{'actions': []}"));
    }

    private static List<String> ids(PushRuleset rules, PushRuleKind kind) {
        return rules.rules(kind).stream().map(PushRule::ruleId).toList();
    }
}
