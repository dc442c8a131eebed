package org.colloque.protocol.push;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** The server-default push rules. Spec: client-server-api, "Predefined Rules". */
public final class PushRules {
    /** The rule that, when enabled, turns off all others; the only default that goes before a user's own rules. */
    static final String MASTER = ".m.rule.master";

    private static final ObjectNode DEFAULT_SOUND = tweak("sound").put("value", "default");
    private static final ObjectNode RING = tweak("sound").put("value", "ring");
    private static final ObjectNode HIGHLIGHT = tweak("highlight");

    private static final PushRule MASTER_RULE = rule(MASTER, list(), silently()).withEnabled(false);
    private static final PushRule SUPPRESS_NOTICES = rule(".m.rule.suppress_notices", list(match("content.msgtype", "m.notice")), silently());
    private static final PushRule MEMBER_EVENT = rule(".m.rule.member_event", list(match("type", "m.room.member")), silently());
    private static final PushRule IS_ROOM_MENTION = rule(".m.rule.is_room_mention",
            list(propertyIs("content.m\\.mentions.room").put("value", true), condition("sender_notification_permission").put("key", "room")),
            loudly(HIGHLIGHT));
    private static final PushRule TOMBSTONE = rule(".m.rule.tombstone",
            list(match("type", "m.room.tombstone"), match("state_key", "")), loudly(HIGHLIGHT));
    private static final PushRule REACTION = rule(".m.rule.reaction", list(match("type", "m.reaction")), silently());
    private static final PushRule SERVER_ACL = rule(".m.rule.room.server_acl",
            list(match("type", "m.room.server_acl"), match("state_key", "")), silently());
    private static final PushRule SUPPRESS_EDITS = rule(".m.rule.suppress_edits",
            list(propertyIs("content.m\\.relates_to.rel_type").put("value", "m.replace")), silently());

    private static final List<PushRule> UNDERRIDE = List.of(
            rule(".m.rule.call", list(match("type", "m.call.invite")), loudly(RING)),
            rule(".m.rule.encrypted_room_one_to_one", list(oneToOne(), match("type", "m.room.encrypted")), loudly(DEFAULT_SOUND)),
            rule(".m.rule.room_one_to_one", list(oneToOne(), match("type", "m.room.message")), loudly(DEFAULT_SOUND)),
            rule(".m.rule.message", list(match("type", "m.room.message")), loudly()),
            rule(".m.rule.encrypted", list(match("type", "m.room.encrypted")), loudly()));

    private PushRules() {
    }

    /** The rules of a user who has changed nothing. */
    public static PushRuleset defaults(UserId user) {
        Map<PushRuleKind, List<PushRule>> rules = new EnumMap<>(PushRuleKind.class);
        for (PushRuleKind kind : PushRuleKind.values()) {
            rules.put(kind, List.of());
        }
        rules.put(PushRuleKind.OVERRIDE, List.of(MASTER_RULE, SUPPRESS_NOTICES, inviteFor(user), MEMBER_EVENT, mentionOf(user),
                IS_ROOM_MENTION, TOMBSTONE, REACTION, SERVER_ACL, SUPPRESS_EDITS));
        rules.put(PushRuleKind.UNDERRIDE, UNDERRIDE);
        return PushRuleset.ofDefaults(rules);
    }

    /** The defaults that are the same for every user. */
    static Stream<PushRule> commonToAll() {
        return Stream.concat(UNDERRIDE.stream(),
                Stream.of(SUPPRESS_NOTICES, MEMBER_EVENT, IS_ROOM_MENTION, TOMBSTONE, REACTION, SERVER_ACL, SUPPRESS_EDITS));
    }

    private static PushRule inviteFor(UserId user) {
        return rule(".m.rule.invite_for_me",
                list(match("type", "m.room.member"), match("content.membership", "invite"), match("state_key", user.value())),
                loudly(DEFAULT_SOUND));
    }

    private static PushRule mentionOf(UserId user) {
        return rule(".m.rule.is_user_mention",
                list(condition("event_property_contains").put("key", "content.m\\.mentions.user_ids").put("value", user.value())),
                loudly(DEFAULT_SOUND, HIGHLIGHT));
    }

    private static PushRule rule(String id, ArrayNode conditions, ArrayNode actions) {
        return PushRule.serverDefault(id, conditions, actions);
    }

    private static ObjectNode condition(String kind) {
        return JsonNodes.object().put("kind", kind);
    }

    private static ObjectNode match(String key, String pattern) {
        return condition("event_match").put("key", key).put("pattern", pattern);
    }

    private static ObjectNode propertyIs(String key) {
        return condition("event_property_is").put("key", key);
    }

    private static ObjectNode oneToOne() {
        return condition("room_member_count").put("is", "2");
    }

    private static ObjectNode tweak(String name) {
        return JsonNodes.object().put("set_tweak", name);
    }

    private static ArrayNode silently() {
        return JsonNodes.array();
    }

    private static ArrayNode loudly(ObjectNode... tweaks) {
        return JsonNodes.array().add("notify").addAll(List.of(tweaks));
    }

    private static ArrayNode list(ObjectNode... conditions) {
        return JsonNodes.array().addAll(List.of(conditions));
    }
}
