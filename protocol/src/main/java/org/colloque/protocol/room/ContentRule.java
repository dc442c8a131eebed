package org.colloque.protocol.room;

import java.util.Map;
import java.util.Set;

/**
 * What redaction keeps of an event's content.
 *
 * @param everything whether the whole content stays
 * @param keys the keys that stay with their values
 * @param nested the keys that stay, if their values are objects, with only these keys in them
 */
public record ContentRule(boolean everything, Set<String> keys, Map<String, Set<String>> nested) {
    public static final ContentRule NOTHING = keep();
    public static final ContentRule EVERYTHING = new ContentRule(true, Set.of(), Map.of());

    public ContentRule {
        keys = Set.copyOf(keys);
        nested = Map.copyOf(nested);
    }

    public static ContentRule keep(String... keys) {
        return new ContentRule(false, Set.of(keys), Map.of());
    }

    public ContentRule keepWithin(String key, String... inside) {
        return new ContentRule(everything, keys, Map.of(key, Set.of(inside)));
    }
}
