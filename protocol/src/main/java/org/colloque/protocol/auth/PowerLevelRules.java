package org.colloque.protocol.auth;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.room.RoomVersion;

/**
 * Rule 9, or 10 in versions 1 to 5 and 12: changing power levels. Spec: rooms/v1, rooms/v6, rooms/v10, rooms/v12, "Authorisation rules".
 *
 * <p>The numbers in this class are version 10's: before it the first two are absent, and version 12 puts a rule about creators before the fourth.
 */
final class PowerLevelRules {
    private static final List<String> LEVELS = List.of("users_default", "events_default", "state_default", "ban", "redact", "kick", "invite");
    private static final List<String> MAPS = List.of("events", "notifications");

    private PowerLevelRules() {
    }

    static RuleList rules(RoomVersion version) {
        return new RuleList()
                .stepIf(version.integerPowerLevels(), PowerLevelRules::levelsAreIntegers)
                .stepIf(version.integerPowerLevels(), PowerLevelRules::mapsHoldIntegers)
                .step(PowerLevelRules::usersAreUserIdsWithIntegers)
                .stepIf(version.privilegedCreators(), PowerLevelRules::doesNotListCreators)
                .step(PowerLevelRules::isTheFirst)
                .step(PowerLevelRules::changedLevelsAreWithinReach)
                .step(PowerLevelRules::replacedEntriesAreWithinReach)
                .step(PowerLevelRules::newEntriesAreWithinReach)
                .step(PowerLevelRules::replacedUsersAreBelowSender)
                .step(PowerLevelRules::newUserLevelsAreWithinReach)
                .allow();
    }

    /** Rule 9.1. */
    private static Ruling levelsAreIntegers(Attempt attempt) {
        for (String key : LEVELS) {
            JsonNode value = attempt.content().get(key);
            if (value != null && !attempt.isLevel(value)) {
                return Ruling.refuse("A power level is not an integer.");
            }
        }
        return Ruling.next();
    }

    /** Rule 9.2. */
    private static Ruling mapsHoldIntegers(Attempt attempt) {
        for (String key : MAPS) {
            JsonNode map = attempt.content().get(key);
            if (map != null && !holdsOnlyLevels(attempt, map)) {
                return Ruling.refuse("The levels of events or notifications are not all integers.");
            }
        }
        return Ruling.next();
    }

    /** Rule 9.3. An absent {@code users} is an empty one. */
    private static Ruling usersAreUserIdsWithIntegers(Attempt attempt) {
        JsonNode users = attempt.content().get("users");
        if (users == null) {
            return Ruling.next();
        }
        boolean valid = holdsOnlyLevels(attempt, users) && users.propertyStream().allMatch(user -> UserIds.isValid(user.getKey()));
        return Ruling.refuseIf(!valid, "The levels of users are not user ids with integers.");
    }

    private static boolean holdsOnlyLevels(Attempt attempt, JsonNode map) {
        return map.isObject() && map.valueStream().allMatch(attempt::isLevel);
    }

    /** Rule 10.4 of version 12. */
    private static Ruling doesNotListCreators(Attempt attempt) {
        Set<String> creators = UserIds.privilegedCreatorsOf(attempt.version(), attempt.create());
        JsonNode users = attempt.content().path("users");
        return Ruling.refuseIf(creators.stream().anyMatch(users::has), "A creator of the room cannot have a power level.");
    }

    /** Rule 9.4. */
    private static Ruling isTheFirst(Attempt attempt) {
        return Ruling.allowIf(attempt.powerLevelsEvent().isEmpty());
    }

    /** Rule 9.5: a level that is absent on one side has no value there to compare; its default does not count. */
    private static Ruling changedLevelsAreWithinReach(Attempt attempt) {
        PowerLevelChanges changes = PowerLevelChanges.between(attempt.version(), current(attempt), attempt.content(), Set.copyOf(LEVELS));
        long reach = attempt.senderLevel();
        return Ruling.refuseIf(changes.anyOldAbove(reach) || changes.anyNewAbove(reach), "A changed level is above the sender's.");
    }

    /** Rule 9.6. */
    private static Ruling replacedEntriesAreWithinReach(Attempt attempt) {
        long reach = attempt.senderLevel();
        boolean beyond = limitedMaps(attempt).anyMatch(map -> changesOf(map, attempt).anyOldAbove(reach));
        return Ruling.refuseIf(beyond, "A changed or removed level of an event type or notification is above the sender's.");
    }

    /** Rule 9.7. */
    private static Ruling newEntriesAreWithinReach(Attempt attempt) {
        long reach = attempt.senderLevel();
        boolean beyond = limitedMaps(attempt).anyMatch(map -> changesOf(map, attempt).anyNewAbove(reach));
        return Ruling.refuseIf(beyond, "A new level of an event type or notification is above the sender's.");
    }

    /** Rule 9.8: nobody changes the level of an equal, but everybody may lower their own. */
    private static Ruling replacedUsersAreBelowSender(Attempt attempt) {
        PowerLevelChanges others = changesOf("users", attempt).without(attempt.sender());
        return Ruling.refuseIf(others.anyOldAbove(attempt.senderLevel() - 1), "A changed or removed user's level is not below the sender's.");
    }

    /** Rule 9.9. */
    private static Ruling newUserLevelsAreWithinReach(Attempt attempt) {
        return Ruling.refuseIf(changesOf("users", attempt).anyNewAbove(attempt.senderLevel()), "A user's new level is above the sender's.");
    }

    /** {@code notifications} count from version 6 on. */
    private static Stream<String> limitedMaps(Attempt attempt) {
        return attempt.version().limitNotificationsPowerLevels() ? MAPS.stream() : Stream.of("events");
    }

    private static JsonNode current(Attempt attempt) {
        return attempt.powerLevelsEvent().orElseThrow().content();
    }

    private static PowerLevelChanges changesOf(String map, Attempt attempt) {
        return PowerLevelChanges.between(attempt.version(), current(attempt).path(map), attempt.content().path(map));
    }
}
