package org.colloque.protocol.push;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.glob.Glob;

/** Makes conditions ready for matching. Spec: client-server-api, "Conditions". */
final class Conditions {
    private static final Pattern COUNT = Pattern.compile("(==|<=|>=|<|>)?([0-9]{1,18})");
    private static final List<String> BODY = List.of("content", "body");

    /** The conditions of the server defaults that depend on the event alone: each is asked once an event, for all users together. */
    private static final Map<JsonNode, Condition> SHARED = shared();

    private Conditions() {
    }

    static Condition of(JsonNode condition) {
        Condition shared = SHARED.get(condition);
        return shared != null ? shared : parse(condition);
    }

    private static Condition parse(JsonNode condition) {
        return switch (condition.path("kind").asText()) {
            case "event_match" -> eventMatch(condition);
            case "event_property_is" -> eventPropertyIs(condition);
            case "event_property_contains" -> eventPropertyContains(condition);
            case "contains_display_name" -> Conditions::containsDisplayName;
            case "room_member_count" -> roomMemberCount(condition.path("is").asText());
            case "sender_notification_permission" -> senderNotificationPermission(condition.path("key"));
            default -> Condition.NEVER;
        };
    }

    private static Condition eventMatch(JsonNode condition) {
        if (!condition.path("key").isTextual() || !condition.path("pattern").isTextual()) {
            return Condition.NEVER;
        }
        List<String> path = PropertyPath.parse(condition.get("key").textValue());
        Glob glob = Glob.ignoringCase(condition.get("pattern").textValue());
        return path.equals(BODY) ? bodyMatches(glob) : propertyMatches(path, glob);
    }

    /** A pattern that must be found in the body between word boundaries. */
    static Condition bodyMatches(Glob glob) {
        return (event, context) -> event.body().map(glob::matchesWords).orElse(false);
    }

    private static Condition propertyMatches(List<String> path, Glob glob) {
        return (event, context) -> {
            JsonNode value = event.property(path);
            return value.isTextual() && glob.matches(value.textValue());
        };
    }

    private static Condition eventPropertyIs(JsonNode condition) {
        JsonNode expected = condition.path("value");
        if (!condition.path("key").isTextual() || !isSimple(expected)) {
            return Condition.NEVER;
        }
        List<String> path = PropertyPath.parse(condition.get("key").textValue());
        return (event, context) -> isSame(expected, event.property(path));
    }

    private static Condition eventPropertyContains(JsonNode condition) {
        JsonNode expected = condition.path("value");
        if (!condition.path("key").isTextual() || !isSimple(expected)) {
            return Condition.NEVER;
        }
        List<String> path = PropertyPath.parse(condition.get("key").textValue());
        return (event, context) -> {
            JsonNode values = event.property(path);
            return values.isArray() && values.valueStream().anyMatch(value -> isSame(expected, value));
        };
    }

    private static boolean isSimple(JsonNode value) {
        return value.isTextual() || value.isBoolean() || value.isNull() || value.isIntegralNumber();
    }

    private static boolean isSame(JsonNode expected, JsonNode value) {
        if (expected.isIntegralNumber()) {
            return value.isIntegralNumber() && value.bigIntegerValue().equals(expected.bigIntegerValue());
        }
        return expected.equals(value);
    }

    private static boolean containsDisplayName(PushEvent event, PushContext context) {
        return !context.displayName().isEmpty() && event.body().map(Glob.literal(context.displayName())::matchesWords).orElse(false);
    }

    private static Condition roomMemberCount(String is) {
        Matcher matcher = COUNT.matcher(is);
        if (!matcher.matches()) {
            return Condition.NEVER;
        }
        LongPredicate comparison = comparison(matcher.group(1), Long.parseLong(matcher.group(2)));
        return (event, context) -> comparison.test(context.memberCount());
    }

    private static LongPredicate comparison(String operator, long number) {
        return switch (operator == null ? "==" : operator) {
            case "<" -> count -> count < number;
            case ">" -> count -> count > number;
            case "<=" -> count -> count <= number;
            case ">=" -> count -> count >= number;
            default -> count -> count == number;
        };
    }

    private static Condition senderNotificationPermission(JsonNode key) {
        return key.isTextual()
                ? (event, context) -> context.senderPowerLevel() >= context.notificationLevels().applyAsLong(key.textValue())
                : Condition.NEVER;
    }

    private static Map<JsonNode, Condition> shared() {
        Map<JsonNode, Condition> shared = new HashMap<>();
        PushRules.commonToAll().flatMap(rule -> rule.conditions().valueStream()).distinct()
                .filter(condition -> condition.path("kind").asText().startsWith("event_"))
                .forEach(condition -> {
                    int number = shared.size();
                    Condition parsed = parse(condition);
                    shared.put(condition, (event, context) -> event.remembered(number, parsed, context));
                });
        return shared;
    }
}
