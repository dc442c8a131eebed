package org.colloque.messaging.event.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;

/**
 * Tells a refused event whose sender lacks the right from one whose content nobody could send.
 *
 * <p>Spec: client-server-api, "Standard error response": {@code M_FORBIDDEN} and {@code M_BAD_JSON}.
 */
final class WellFormed {

    private static final Set<String> MEMBERSHIPS = Set.of("join", "invite", "leave", "ban", "knock");
    private static final List<String> LEVELS = List.of("ban", "events_default", "invite", "kick", "redact", "state_default", "users_default");
    private static final List<String> MAPS = List.of("events", "notifications", "users");

    private WellFormed() {
    }

    static boolean is(Pdu event) {
        return switch (event.type()) {
            case EventTypes.MEMBER -> event.membership().filter(MEMBERSHIPS::contains).isPresent();
            case EventTypes.POWER_LEVELS -> levels(event.content());
            default -> true;
        };
    }

    private static boolean levels(JsonNode content) {
        Stream<JsonNode> single = LEVELS.stream().map(content::path).filter(level -> !level.isMissingNode());
        List<JsonNode> maps = MAPS.stream().map(content::path).filter(map -> !map.isMissingNode()).toList();
        return maps.stream().allMatch(JsonNode::isObject)
                && Stream.concat(single, maps.stream().flatMap(JsonNode::valueStream)).allMatch(JsonNode::isIntegralNumber)
                && content.path("users").propertyStream().allMatch(user -> user.getKey().startsWith("@") && user.getKey().contains(":"));
    }
}
