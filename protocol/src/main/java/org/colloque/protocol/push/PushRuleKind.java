package org.colloque.protocol.push;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of push rules, in the order in which they are asked. Spec: client-server-api, "Push Rules". */
public enum PushRuleKind {
    OVERRIDE, CONTENT, ROOM, SENDER, UNDERRIDE;

    /** The name in JSON and in paths. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this name, or empty when there is none. */
    public static Optional<PushRuleKind> find(String jsonName) {
        return Stream.of(values()).filter(kind -> kind.jsonName().equals(jsonName)).findFirst();
    }

    /** Whether rules of this kind have conditions of their own. */
    public boolean hasConditions() {
        return this == OVERRIDE || this == UNDERRIDE;
    }
}
