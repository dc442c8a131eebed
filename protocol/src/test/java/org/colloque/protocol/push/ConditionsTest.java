package org.colloque.protocol.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final UserId ALICE = UserId.parse("@alice:a.example");
    private static final PushContext CONTEXT = new PushContext(ALICE, "Alice (she)", 5, 50, key -> key.equals("room") ? 50 : 51);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "content.topic | lunc?*     | Lunch plans | true",
        "content.topic | lunc?*     | LUNCH       | true",
        "content.topic | lunc?*     | \" lunch\"  | false",
        "content.topic | lunc?*     | lunc        | false",
        "content.topic | \"\"       | \"\"        | true",
        "content.topic | \"\"       | x           | false",
        "content.topic | *          | \"\"        | true",
        "content.topic | a*b*c      | aXbYc       | true",
        "content.topic | a*b*c      | acb         | false",
        "content.topic | a**c       | ac          | true",
        "content.topic | a*a        | a           | false",
        "content.topic | ?          | \uD83D\uDE00 | true",
        "content.topic | .+         | ab          | false",
        "content.other | *          | x           | false"
    })
    void eventMatchIsAGlobOverTheWholeValue(String key, String pattern, String topic, boolean matches) {
        ObjectNode event = TestRoom.json("{'content': {}}");
        event.withObjectProperty("content").put("topic", topic);

        assertEquals(matches, holds(condition("event_match").put("key", key).put("pattern", pattern), event));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "ex*ple | An example event.         | true",
        "ex*ple | exple                     | true",
        "ex*ple | An exciting triple-whammy | true",
        "ex*ple | An example_event          | false",
        "cake   | I like cake               | true",
        "cake   | CAKE!                     | true",
        "cake   | cakes                     | false",
        "cake   | pancake                   | false",
        "cake   | pancake and cake          | true",
        "cake   | un cakeé                  | true",
        "c?ke   | (coke)                    | true",
        "cake*lie | cake is a lie           | true",
        "cake*lie | cake is a lien          | false",
        "*      | anything                  | true",
        "a*b    | a b bb                    | true",
        "a*bb   | a b abb bb                | true",
        "@foo   | hey @foo                  | true",
        "foo@   | foo@bar                   | true"
    })
    void eventMatchOnTheBodyFindsWords(String pattern, String body, boolean matches) {
        ObjectNode event = TestRoom.json("{'content': {}}");
        event.withObjectProperty("content").put("body", body);

        assertEquals(matches, holds(condition("event_match").put("key", "content.body").put("pattern", pattern), event));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "content.n          | 1       | true",
        "content.n          | '1'     | false",
        "content.n          | 2       | false",
        "content.m\\.flag   | true    | true",
        "content.m\\.flag   | 'true'  | false",
        "content.m.flag     | true    | false",
        "content.nothing    | null    | true",
        "content.absent     | null    | false",
        "content.text       | 'Tea'   | true",
        "content.text       | 'tea'   | false",
        "content.list       | 'a'     | false",
        "content.back\\\\sl | 1       | true",
        "content.odd\\x     | 1       | true",
        "content.text       | ['Tea'] | false"
    })
    void eventPropertyIsExact(String key, String value, boolean matches) {
        ObjectNode condition = condition("event_property_is").put("key", key);
        condition.set("value", TestRoom.json("{'v': " + value + "}").get("v"));

        assertEquals(matches, holds(condition, TestRoom.json(
                "{'content': {'n': 1, 'm.flag': true, 'nothing': null, 'text': 'Tea', 'list': ['a'], 'back\\\\sl': 1, 'odd\\\\x': 1}}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "content.list | 'a'  | true",
        "content.list | 'A'  | false",
        "content.list | 1    | true",
        "content.list | true | false",
        "content.list | null | true",
        "content.list | {}   | false",
        "content.text | 'a'  | false"
    })
    void eventPropertyContainsFindsAnEqualValue(String key, String value, boolean matches) {
        ObjectNode condition = condition("event_property_contains").put("key", key);
        condition.set("value", TestRoom.json("{'v': " + value + "}").get("v"));

        assertEquals(matches, holds(condition, TestRoom.json("{'content': {'list': ['b', 'a', 1, null, {}, ['x']], 'text': 'a'}}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "5 | true", "4 | false", "==5 | true", "<6 | true", "<5 | false", "<=5 | true", ">4 | true", ">5 | false", ">=5 | true", "=5 | false",
        "five | false", "-5 | false", "\"\" | false", "99999999999999999999 | false"
    })
    void roomMemberCountCompares(String is, boolean matches) {
        assertEquals(matches, holds(condition("room_member_count").put("is", is), TestRoom.json("{}")));
    }

    @ParameterizedTest
    @CsvSource({"room, true", "everything, false"})
    void senderNotificationPermissionComparesLevels(String key, boolean matches) {
        assertEquals(matches, holds(condition("sender_notification_permission").put("key", key), TestRoom.json("{}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hi alice (SHE)! | true", "hi alice (shell | false", "hi malice (she) | false", "hi alice x | false"})
    void displayNameIsFoundLiterally(String body, boolean matches) {
        ObjectNode event = TestRoom.json("{'content': {}}");
        event.withObjectProperty("content").put("body", body);

        assertEquals(matches, holds(condition("contains_display_name"), event));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'kind': 'unheard_of'}", "{}", "{'kind': 'event_match', 'key': 'type'}", "{'kind': 'event_match', 'pattern': '*'}",
        "{'kind': 'event_property_is', 'key': 'type'}", "{'kind': 'event_property_contains', 'value': 1}",
        "{'kind': 'sender_notification_permission'}", "{'kind': 'room_member_count'}", "{'kind': 7}"
    })
    void whatIsUnknownOrMalformedMatchesNothing(String condition) {
        assertEquals(false, holds(TestRoom.json(condition), TestRoom.json("{'type': 'm.room.message', 'content': {'body': 'x'}}")));
    }

    private static ObjectNode condition(String kind) {
        return TestRoom.json("{}").put("kind", kind);
    }

    private static boolean holds(ObjectNode condition, ObjectNode event) {
        return Conditions.of(condition).holds(PushEvent.of(event), CONTEXT);
    }
}
