package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.json;
import static org.colloque.protocol.room.RoomVersions.V11;
import static org.colloque.protocol.room.RoomVersions.V12;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.colloque.protocol.room.RoomVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthEventSelectionTest {

    @Test
    void aCreateEventRestsOnNothing() {
        assertEquals(Set.of(), AuthEventSelection.slotsFor(V11, "m.room.create", Optional.of(""), ALICE, json("{}")));
    }

    @Test
    void aMessageRestsOnCreateEventPowerLevelsAndItsSender() {
        assertEquals("create power_levels member(@alice:a.example)", slots(V11, "m.room.message", null, "{}"));
    }

    @Test
    void version12DoesNotSelectTheCreateEvent() {
        assertEquals("power_levels member(@alice:a.example)", slots(V12, "m.room.message", null, "{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'membership': 'join'}   | power_levels member(@alice:a.example) member(@bob:b.example) join_rules",
        "{'membership': 'invite'} | power_levels member(@alice:a.example) member(@bob:b.example) join_rules",
        "{'membership': 'knock'}  | power_levels member(@alice:a.example) member(@bob:b.example) join_rules",
        "{'membership': 'leave'}  | power_levels member(@alice:a.example) member(@bob:b.example)",
        "{'membership': 'ban'}    | power_levels member(@alice:a.example) member(@bob:b.example)",
        "{'membership': 'invite', 'third_party_invite': {'signed': {'token': 't'}}} "
            + "| power_levels member(@alice:a.example) member(@bob:b.example) join_rules third_party_invite(t)",
        "{'membership': 'join', 'third_party_invite': {'signed': {'token': 't'}}} "
            + "| power_levels member(@alice:a.example) member(@bob:b.example) join_rules",
        "{'membership': 'join', 'join_authorised_via_users_server': '@carol:c.example'} "
            + "| power_levels member(@alice:a.example) member(@bob:b.example) join_rules member(@carol:c.example)",
        "{'membership': 'leave', 'join_authorised_via_users_server': '@carol:c.example'} "
            + "| power_levels member(@alice:a.example) member(@bob:b.example)"
    }, quoteCharacter = '"')
    void aMembershipEventRestsOnWhatItsMembershipNeeds(String content, String expected) {
        assertEquals(expected, slots(V12, "m.room.member", BOB.value(), content));
        assertEquals("create " + expected, slots(V11, "m.room.member", BOB.value(), content));
    }

    @Test
    void whatOnlyLooksLikeAMembershipEventRestsOnNoTarget() {
        assertEquals(new TreeSet<>(AuthEventSelection.slotsFor(V11, "m.room.message", Optional.empty(), ALICE, json("{}"))),
                new TreeSet<>(AuthEventSelection.slotsFor(V11, "m.room.member", Optional.empty(), ALICE, json("{'membership': 'join'}"))));
    }

    private static String slots(RoomVersion version, String type, String stateKey, String content) {
        return AuthEventSelection.slotsFor(version, type, Optional.ofNullable(stateKey), ALICE, json(content)).stream()
                .map(slot -> slot.type().substring("m.room.".length()) + (slot.stateKey().isEmpty() ? "" : "(" + slot.stateKey() + ")"))
                .collect(Collectors.joining(" "));
    }
}
