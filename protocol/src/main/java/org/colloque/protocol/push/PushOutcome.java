package org.colloque.protocol.push;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/**
 * What a user's rules make of an event.
 *
 * @param notifies  whether the event counts as a notification and goes to push gateways
 * @param highlight whether it also counts as a highlight
 * @param tweaks    what goes to push gateways beside it, such as {@code sound}
 */
public record PushOutcome(boolean notifies, boolean highlight, Map<String, JsonNode> tweaks) {
    /** No notification. */
    public static final PushOutcome NOTHING = new PushOutcome(false, false, Map.of());

    public PushOutcome {
        tweaks = Map.copyOf(tweaks);
    }

    /** What these actions do. Spec: client-server-api, "Actions"; unknown and historical ones do nothing. */
    static PushOutcome of(Iterable<JsonNode> actions) {
        boolean notifies = false;
        Map<String, JsonNode> tweaks = new LinkedHashMap<>();
        for (JsonNode action : actions) {
            String tweak = action.path("set_tweak").asText();
            JsonNode value = tweak.equals("highlight") && !action.has("value") ? BooleanNode.TRUE : action.get("value");
            notifies |= action.isTextual() && action.textValue().equals("notify");
            if (!tweak.isEmpty() && value != null) {
                tweaks.put(tweak, value);
            }
        }
        boolean highlight = tweaks.containsKey("highlight") && tweaks.get("highlight").asBoolean();
        return !notifies && tweaks.isEmpty() ? NOTHING : new PushOutcome(notifies, highlight, tweaks);
    }
}
