package org.colloque.messaging.accountdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.glob.Glob;
import org.colloque.protocol.id.UserId;

/**
 * From whom somebody takes invites, as they put it into their account data. The first rule that fits the inviter decides; else the default does.
 * Spec: client-server-api, "Invite permission"; the rules are those of MSC4155.
 */
public final class InvitePermission {

    /** The type of the account data. */
    public static final String TYPE = "m.invite_permission_config";

    /** What becomes of an invite: it is refused, or taken without a word to the invited. */
    public enum Decision {
        ALLOW, IGNORE, BLOCK
    }

    /** Everybody may invite. */
    public static final InvitePermission OPEN = new InvitePermission(List.of(), Decision.ALLOW);

    private final List<Rule> rules;
    private final Decision otherwise;

    private InvitePermission(List<Rule> rules, Decision otherwise) {
        this.rules = rules;
        this.otherwise = otherwise;
    }

    private record Rule(boolean ofServers, List<Glob> globs, Decision decision) {

        boolean fits(UserId inviter) {
            String name = ofServers ? inviter.server().host() : inviter.value();
            return globs.stream().anyMatch(glob -> glob.matches(name));
        }
    }

    /** Rules that cannot be understood are none at all. */
    public static InvitePermission of(ObjectNode content) {
        Decision otherwise = content.path("default_action").asText().equals("block") ? Decision.BLOCK : Decision.ALLOW;
        if (content.path("enabled").isBoolean() && !content.get("enabled").booleanValue()) {
            return OPEN;
        }
        List<Rule> rules = new ArrayList<>();
        for (boolean servers : new boolean[]{false, true}) {
            for (Decision decision : Decision.values()) {
                Optional<List<Glob>> globs = globs(content.path(field(servers, decision)));
                if (globs.isEmpty()) {
                    return new InvitePermission(List.of(), otherwise);
                }
                rules.add(new Rule(servers, globs.get(), decision));
            }
        }
        return new InvitePermission(rules, otherwise);
    }

    /** What becomes of an invite by this user. */
    public Decision decide(UserId inviter) {
        return rules.stream().filter(rule -> rule.fits(inviter)).findFirst().map(Rule::decision).orElse(otherwise);
    }

    private static String field(boolean servers, Decision decision) {
        String kind = switch (decision) {
            case ALLOW -> "allowed_";
            case IGNORE -> "ignored_";
            case BLOCK -> "blocked_";
        };
        return kind + (servers ? "servers" : "users");
    }

    private static Optional<List<Glob>> globs(JsonNode list) {
        if (list.isMissingNode()) {
            return Optional.of(List.of());
        }
        if (!list.isArray() || !list.valueStream().allMatch(JsonNode::isTextual)) {
            return Optional.empty();
        }
        return Optional.of(list.valueStream().map(item -> Glob.ignoringCase(item.textValue())).toList());
    }
}
