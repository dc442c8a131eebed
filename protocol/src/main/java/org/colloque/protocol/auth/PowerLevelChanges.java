package org.colloque.protocol.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.room.RoomVersion;

/** The entries of a map of levels that two events have in different ways. */
record PowerLevelChanges(List<Change> changes) {

    /** One entry; a level that an event does not have is null. */
    record Change(String key, Long before, Long after) {
    }

    static PowerLevelChanges between(RoomVersion version, JsonNode before, JsonNode after) {
        Set<String> keys = new TreeSet<>();
        before.fieldNames().forEachRemaining(keys::add);
        after.fieldNames().forEachRemaining(keys::add);
        return between(version, before, after, keys);
    }

    static PowerLevelChanges between(RoomVersion version, JsonNode before, JsonNode after, Set<String> keys) {
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            Change change = new Change(key, level(version, before.get(key)), level(version, after.get(key)));
            if (!Objects.equals(change.before(), change.after())) {
                changes.add(change);
            }
        }
        return new PowerLevelChanges(changes);
    }

    PowerLevelChanges without(String key) {
        return new PowerLevelChanges(changes.stream().filter(change -> !change.key().equals(key)).toList());
    }

    boolean anyOldAbove(long level) {
        return changes.stream().anyMatch(change -> change.before() != null && change.before() > level);
    }

    boolean anyNewAbove(long level) {
        return changes.stream().anyMatch(change -> change.after() != null && change.after() > level);
    }

    private static Long level(RoomVersion version, JsonNode value) {
        OptionalLong level = LevelFormat.of(version).read(value);
        return level.isPresent() ? level.getAsLong() : null;
    }
}
