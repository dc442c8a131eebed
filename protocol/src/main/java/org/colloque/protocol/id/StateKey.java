package org.colloque.protocol.id;

import java.util.Comparator;

/**
 * The slot of a room's state that a state event fills: its type together with its state key (which may be empty).
 * Ordered by type, then by state key.
 */
public record StateKey(String type, String stateKey) implements Comparable<StateKey> {
    private static final Comparator<StateKey> ORDER = Comparator.comparing(StateKey::type).thenComparing(StateKey::stateKey);

    public StateKey {
        if (type == null || stateKey == null) {
            throw new IllegalArgumentException("A slot of the state has a type and a state key.");
        }
    }

    /** The slot whose state key is empty. */
    public static StateKey of(String type) {
        return new StateKey(type, "");
    }

    public static StateKey of(String type, String stateKey) {
        return new StateKey(type, stateKey);
    }

    /** The slot of a user's membership. */
    public static StateKey member(UserId user) {
        return new StateKey("m.room.member", user.value());
    }

    @Override
    public int compareTo(StateKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "(" + type + ", " + stateKey + ")";
    }
}
