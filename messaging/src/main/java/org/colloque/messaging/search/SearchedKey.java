package org.colloque.messaging.search;

import java.util.Arrays;
import java.util.Optional;

/** What of events is searched. */
public enum SearchedKey {
    BODY("content.body"), NAME("content.name"), TOPIC("content.topic");

    private final String field;

    SearchedKey(String field) {
        this.field = field;
    }

    public static Optional<SearchedKey> find(String field) {
        return Arrays.stream(values()).filter(key -> key.field.equals(field)).findFirst();
    }
}
