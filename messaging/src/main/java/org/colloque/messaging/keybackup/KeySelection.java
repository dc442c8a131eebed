package org.colloque.messaging.keybackup;

import java.util.Optional;

/** Some keys of a backup: all, those of one room, or one. */
public record KeySelection(Optional<String> room, Optional<String> session) {

    public static KeySelection all() {
        return new KeySelection(Optional.empty(), Optional.empty());
    }

    public static KeySelection of(String room) {
        return new KeySelection(Optional.of(room), Optional.empty());
    }

    public static KeySelection of(String room, String session) {
        return new KeySelection(Optional.of(room), Optional.of(session));
    }
}
