package org.colloque.protocol.auth;

import java.util.Optional;

import org.colloque.protocol.room.RoomVersion;

/** A rule by its number in room version 10, and the number that it has on the pages of the other versions. */
record RuleNumber(String number) {

    /** Empty where the version lacks the rule. */
    Optional<String> in(RoomVersion version) {
        if (number.startsWith("1.")) {
            return Optional.of(number);
        }
        if (number.equals("2.4")) {
            return Optional.of(version.createEventIsRoomId() ? "2" : number);
        }
        if (number.startsWith("9.")) {
            return powerLevelRule(version);
        }
        return number.startsWith("4.") ? memberRule(version) : Optional.of(shifted(version, number));
    }

    /** Version 8 put a rule before the third and one before the sixth of joining, version 7 the one on knocking before the last. */
    private Optional<String> memberRule(RoomVersion version) {
        String[] parts = number.split("\\.");
        boolean restricted = parts[1].equals("3") && parts.length > 2 && parts[2].equals("5");
        if (parts[1].equals("7") && !version.knock() || restricted && !version.restricted()) {
            return Optional.empty();
        }
        if (!version.restricted()) {
            if (parts[1].equals("3") && parts.length > 2 && Integer.parseInt(parts[2]) > 5) {
                parts[2] = lowered(parts[2]);
            }
            parts[1] = parts[1].equals("1") ? "1" : lowered(parts[1]);
        }
        if (number.equals("4.8") && !version.knock()) {
            parts[1] = lowered(parts[1]);
        }
        return Optional.of(shifted(version, String.join(".", parts)));
    }

    /** Version 10 put two rules first, version 12 one before the fourth. */
    private Optional<String> powerLevelRule(RoomVersion version) {
        int rule = Integer.parseInt(number.substring(2));
        if (!version.integerPowerLevels() && rule < 3) {
            return Optional.empty();
        }
        int there = version.integerPowerLevels() ? rule : rule - 2;
        return Optional.of(shifted(version, "9." + (version.privilegedCreators() && rule >= 4 ? there + 1 : there)));
    }

    /** Versions 1 to 5 have a rule before the fourth, version 12 one before the second. */
    private static String shifted(RoomVersion version, String number) {
        int dot = number.indexOf('.');
        int first = Integer.parseInt(dot < 0 ? number : number.substring(0, dot));
        boolean later = version.createEventIsRoomId() || version.aliasesBelongToServers() && first >= 4;
        return (later ? first + 1 : first) + (dot < 0 ? "" : number.substring(dot));
    }

    private static String lowered(String part) {
        return Integer.toString(Integer.parseInt(part) - 1);
    }
}
