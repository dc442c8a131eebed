package org.colloque.protocol.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.colloque.protocol.fixture.Attempted;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table of authorisation rules: each row names a rule by its number in room version 10 and tells one event that may enter and one that this rule
 * refuses. Each row is tried in every room version that has the rule, under the number that it has there.
 */
final class RuleTable {
    private final List<DynamicTest> tests = new ArrayList<>();

    /** A story: a room of this version, and what somebody tries there. */
    interface Story extends Function<TestRoom, Attempted> {
    }

    /** A rule of version 10, in all versions that have it. */
    RuleTable rule(String number, String name, Story admitted, Story refused) {
        RoomVersions.all().forEach(version -> numberIn(version, number).ifPresent(there -> add(version, there, name, admitted, refused)));
        return this;
    }

    /** A rule of version 10 with a story that only the versions from this one on have. */
    RuleTable ruleFrom(RoomVersion first, String number, String name, Story admitted, Story refused) {
        List<RoomVersion> all = RoomVersions.all();
        all.subList(all.indexOf(first), all.size())
                .forEach(version -> numberIn(version, number).ifPresent(there -> add(version, there, name, admitted, refused)));
        return this;
    }

    /** A rule that only these versions have, under this very number. */
    RuleTable rule(List<RoomVersion> versions, String number, String name, Story admitted, Story refused) {
        versions.forEach(version -> add(version, number, name, admitted, refused));
        return this;
    }

    private void add(RoomVersion version, String number, String name, Story admitted, Story refused) {
        String title = "version " + version + ", rule " + number + ": " + name;
        tests.add(DynamicTest.dynamicTest(title + ", admitted",
                () -> assertEquals(AuthDecision.allowed(), admitted.apply(TestRoom.of(version)).judged())));
        tests.add(DynamicTest.dynamicTest(title + ", refused",
                () -> assertEquals(number, refusedBy(refused.apply(TestRoom.of(version)).judged()))));
    }

    List<DynamicTest> tests() {
        return tests;
    }

    static String refusedBy(AuthDecision decision) {
        return switch (decision) {
            case AuthDecision.Allowed allowed -> "none";
            case AuthDecision.Refused refused -> refused.rule();
        };
    }

    /** The number that a rule of version 10 has in another; empty where that version lacks it. */
    static Optional<String> numberIn(RoomVersion version, String number) {
        return new RuleNumber(number).in(version);
    }
}
