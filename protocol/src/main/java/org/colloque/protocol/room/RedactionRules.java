package org.colloque.protocol.room;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What redaction keeps: the top-level keys of an event, and by event type the keys of its content (none for other types).
 * Spec: rooms/v11, "Redactions".
 */
public record RedactionRules(Set<String> topLevel, Map<String, ContentRule> content) {
    public RedactionRules {
        topLevel = Set.copyOf(topLevel);
        content = Map.copyOf(content);
    }

    public ContentRule contentOf(String eventType) {
        return content.getOrDefault(eventType, ContentRule.NOTHING);
    }

    RedactionRules without(String... topLevelKeys) {
        Set<String> fewer = new HashSet<>(topLevel);
        List.of(topLevelKeys).forEach(fewer::remove);
        return new RedactionRules(fewer, content);
    }

    RedactionRules with(String eventType, ContentRule rule) {
        Map<String, ContentRule> more = new HashMap<>(content);
        more.put(eventType, rule);
        return new RedactionRules(topLevel, more);
    }
}
