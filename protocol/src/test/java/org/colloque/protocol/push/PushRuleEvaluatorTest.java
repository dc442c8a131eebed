package org.colloque.protocol.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushRuleEvaluatorTest {
    private static final UserId ALICE = UserId.parse("@alice:a.example");
    private static final PushRuleset DEFAULTS = PushRules.defaults(ALICE);
    private static final String SILENT = "nothing";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "5  | {'type': 'm.room.message', 'content': {'body': 'hi'}}                                                       | notify",
        "2  | {'type': 'm.room.message', 'content': {'body': 'hi'}}                                                       | notify default",
        "5  | {'type': 'm.room.encrypted', 'content': {}}                                                                 | notify",
        "2  | {'type': 'm.room.encrypted', 'content': {}}                                                                 | notify default",
        "2  | {'type': 'm.room.message', 'content': {'msgtype': 'm.notice'}}                                              | nothing",
        "5  | {'type': 'm.call.invite', 'content': {}}                                                                    | notify ring",
        "5  | {'type': 'm.reaction', 'content': {}}                                                                       | nothing",
        "5  | {'type': 'm.room.topic', 'state_key': '', 'content': {}}                                                    | nothing",
        "5  | {'type': 'm.room.tombstone', 'state_key': '', 'content': {}}                                                | notify highlight",
        "5  | {'type': 'm.room.tombstone', 'content': {}}                                                                 | nothing",
        "5  | {'type': 'm.room.server_acl', 'state_key': '', 'content': {}}                                               | nothing",
        "2  | {'type': 'm.room.message', 'content': {'m.relates_to': {'rel_type': 'm.replace'}}}                          | nothing",
        "5  | {'type': 'm.room.member', 'state_key': '@alice:a.example', 'content': {'membership': 'invite'}}             | notify default",
        "5  | {'type': 'm.room.member', 'state_key': '@carol:a.example', 'content': {'membership': 'invite'}}             | nothing",
        "5  | {'type': 'm.room.member', 'state_key': '@carol:a.example', 'content': {'membership': 'join'}}               | nothing",
        "5  | {'type': 'm.room.message', 'content': {'m.mentions': {'user_ids': ['@alice:a.example']}}}                   | notify default highlight",
        "5  | {'type': 'm.room.message', 'content': {'m.mentions': {'user_ids': ['@carol:a.example']}}}                   | notify",
        "5  | {'type': 'm.room.message', 'content': {'m.mentions': {'user_ids': '@alice:a.example'}}}                     | notify",
        "5  | {'type': 'm.room.message', 'content': {'m.mentions': {'room': true}}}                                       | notify highlight",
        "5  | {'type': 'm.room.message', 'content': {'m.mentions': {'room': 'true'}}}                                     | notify",
        "5  | {'type': 'm.room.message', 'content': {'body': 'alice: @room'}}                                             | notify"
    })
    void theDefaultsDecide(int members, String event, String outcome) {
        assertEquals(outcome, outcome(DEFAULTS, event, members));
    }

    @Test
    void aRoomMentionByAPowerlessSenderIsAnOrdinaryMessage() {
        PushContext powerless = new PushContext(ALICE, "", 5, 49, key -> 50);

        assertEquals("notify", text(PushRuleEvaluator.evaluate(DEFAULTS, event("{'content': {'m.mentions': {'room': true}}}"), powerless)));
    }

    @Test
    void ownEventsNeverNotify() {
        ObjectNode own = event("{}").put("sender", ALICE.value());

        assertEquals(PushOutcome.NOTHING, PushRuleEvaluator.evaluate(DEFAULTS, own, context(2)));
    }

    @Test
    void theMasterRuleTurnsAllOff() {
        PushRuleset off = DEFAULTS.with(PushRuleKind.OVERRIDE, rule(PushRuleKind.OVERRIDE, "loud", "{'actions': ['notify']}"))
                .withEnabled(PushRuleKind.OVERRIDE, ".m.rule.master", true).orElseThrow();

        assertEquals(SILENT, outcome(off, "{}", 2));
    }

    @Test
    void aDisabledDefaultNeverMatches() {
        PushRuleset rules = DEFAULTS.withEnabled(PushRuleKind.OVERRIDE, ".m.rule.is_user_mention", false).orElseThrow();

        assertEquals("notify", outcome(rules, "{'content': {'m.mentions': {'user_ids': ['@alice:a.example']}}}", 5));
    }

    @Test
    void aDefaultTakesTheActionsThatTheUserGaveIt() {
        PushRuleset rules = DEFAULTS.withActions(PushRuleKind.UNDERRIDE, ".m.rule.message",
                PushRuleBodies.actions(TestRoom.json("{'a': []}").get("a"))).orElseThrow();

        assertEquals(SILENT, outcome(rules, "{}", 5));
    }

    @Test
    void kindsAreAskedInTheirOrder() {
        PushRuleset rules = DEFAULTS.with(PushRuleKind.UNDERRIDE, rule(PushRuleKind.UNDERRIDE, "u", sound("under")));
        assertEquals("notify under", outcome(rules, "{}", 5));
        rules = rules.with(PushRuleKind.SENDER, rule(PushRuleKind.SENDER, "@bob:b.example", sound("sender")));
        assertEquals("notify sender", outcome(rules, "{}", 5));
        rules = rules.with(PushRuleKind.ROOM, rule(PushRuleKind.ROOM, "!room:a.example", sound("room")));
        assertEquals("notify room", outcome(rules, "{}", 5));
        rules = rules.with(PushRuleKind.CONTENT, rule(PushRuleKind.CONTENT, "tea", "{'pattern': 'tea', " + sound("content").substring(1)));
        assertEquals("notify content", outcome(rules, "{'content': {'body': 'Time for tea'}}", 5));
        rules = rules.with(PushRuleKind.OVERRIDE, rule(PushRuleKind.OVERRIDE, "o", sound("over")));
        assertEquals("notify over", outcome(rules, "{'content': {'body': 'Time for tea'}}", 5));
    }

    @Test
    void roomAndSenderRulesAreForTheirRoomAndSender() {
        PushRuleset rules = DEFAULTS.with(PushRuleKind.SENDER, rule(PushRuleKind.SENDER, "@carol:c.example", "{'actions': []}"))
                .with(PushRuleKind.ROOM, rule(PushRuleKind.ROOM, "!other:a.example", "{'actions': []}"));

        assertEquals("notify", outcome(rules, "{}", 5));
    }

    @Test
    void oneEventServesManyUsers() {
        PushEvent event = PushEvent.of(event("{'content': {'m.mentions': {'user_ids': ['@bella:a.example']}}}"));
        UserId bella = UserId.parse("@bella:a.example");

        assertEquals("notify", text(PushRuleEvaluator.evaluate(DEFAULTS, event, context(5))));
        assertEquals("notify default highlight",
                text(PushRuleEvaluator.evaluate(PushRules.defaults(bella), event, context(5).forUser(bella, "Bella"))));
        assertEquals("notify", text(PushRuleEvaluator.evaluate(DEFAULTS, event, context(5))));
    }

    @Test
    void theShortCutForTheDefaultsDecidesAsTheRulesDo() {
        PushRuleset longWay = DEFAULTS.withEnabled(PushRuleKind.UNDERRIDE, ".m.rule.call", true).orElseThrow();
        for (String type : List.of("m.room.message", "m.room.encrypted", "m.call.invite", "m.reaction", "m.room.topic", "m.room.tombstone")) {
            for (String content : List.of("{}", "{'msgtype': 'm.notice'}", "{'m.mentions': {'user_ids': ['@alice:a.example', 1]}}",
                    "{'m.mentions': {'room': true}}", "{'m.mentions': {'user_ids': {}}}", "{'m.relates_to': {'rel_type': 'm.replace'}}")) {
                PushEvent event = PushEvent.of(event("{'state_key': '', 'type': '" + type + "', 'content': " + content + "}"));
                for (int members : List.of(2, 5, 2)) {
                    assertEquals(PushRuleEvaluator.evaluate(longWay, event, context(members)),
                            PushRuleEvaluator.evaluate(DEFAULTS, event, context(members)), type + content + members);
                }
            }
        }
    }

    @Test
    @Tag("CVE-2021-29471")
    void aHostilePatternCostsNoMoreThanItsLengthTimesTheTexts() {
        String pattern = "a*".repeat(PushRuleBodies.MAX_PATTERN_LENGTH / 2 - 1) + "b";
        PushRuleset rules = DEFAULTS.with(PushRuleKind.CONTENT,
                rule(PushRuleKind.CONTENT, "slow", "{'pattern': '" + pattern + "', 'actions': []}"));

        assertTimeout(Duration.ofSeconds(5), () -> outcome(rules, "{'content': {'body': '" + "a".repeat(60_000) + "'}}", 5));
    }

    private static PushRule rule(PushRuleKind kind, String id, String body) {
        return PushRuleBodies.rule(kind, id, TestRoom.json(body));
    }

    private static String sound(String name) {
        return "{'actions': ['notify', {'set_tweak': 'sound', 'value': '" + name + "'}]}";
    }

    private static String outcome(PushRuleset rules, String event, int members) {
        return text(PushRuleEvaluator.evaluate(rules, event(event), context(members)));
    }

    /** An event by Bob; a message unless another type is told. */
    private static ObjectNode event(String told) {
        ObjectNode event = TestRoom.json("{'type': 'm.room.message', 'sender': '@bob:b.example', 'room_id': '!room:a.example', 'content': {}}");
        return event.setAll(TestRoom.json(told));
    }

    private static PushContext context(int members) {
        return new PushContext(ALICE, "Alice", members, 50, key -> 50);
    }

    private static String text(PushOutcome outcome) {
        String sound = outcome.tweaks().containsKey("sound") ? " " + outcome.tweaks().get("sound").asText() : "";
        return outcome.notifies() ? "notify" + sound + (outcome.highlight() ? " highlight" : "") : SILENT;
    }
}
