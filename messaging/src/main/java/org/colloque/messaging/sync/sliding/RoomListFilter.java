package org.colloque.messaging.sync.sliding;

import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.id.RoomId;

/**
 * Which rooms a list holds; what is absent leaves nothing out. In sets of types, absence stands for rooms that have none.
 * Spec: MSC4186, "SlidingRoomFilter".
 */
public record RoomListFilter(Optional<Boolean> direct, Optional<Set<RoomId>> spaces, Optional<Boolean> encrypted, Optional<Boolean> invited,
        Types types, Tags tags, Optional<String> nameLike) {

    public static final RoomListFilter ALL = new RoomListFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            new Types(Optional.empty(), Set.of()), new Tags(Optional.empty(), Set.of()), Optional.empty());

    /** Types of rooms; the second set wins. */
    public record Types(Optional<Set<Optional<String>>> include, Set<Optional<String>> exclude) {

        boolean admit(Optional<String> type) {
            return include.map(wanted -> wanted.contains(type)).orElse(true) && !exclude.contains(type);
        }

        boolean isOpen() {
            return include.isEmpty() && exclude.isEmpty();
        }
    }

    /** Tags of rooms; the second set wins. */
    public record Tags(Optional<Set<String>> include, Set<String> exclude) {

        boolean admit(Set<String> tags) {
            return include.map(wanted -> tags.stream().anyMatch(wanted::contains)).orElse(true) && tags.stream().noneMatch(exclude::contains);
        }

        boolean isOpen() {
            return include.isEmpty() && exclude.isEmpty();
        }
    }

    /** Whether it asks for what only the room's state tells. */
    boolean needsTraits() {
        return encrypted.isPresent() || !types.isOpen() || nameLike.isPresent();
    }
}
