package org.colloque.protocol.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomVersionsTest {

    /** The first and the last version that has each rule. */
    private static final Map<Rule, int[]> SPANS = new EnumMap<>(Map.ofEntries(
            Map.entry(Rule.REDACTIONS_ARE_AUTHORISED, new int[] {1, 2}),
            Map.entry(Rule.ALIASES_BELONG_TO_SERVERS, new int[] {1, 5}),
            Map.entry(Rule.ENFORCE_KEY_VALIDITY, new int[] {5, 12}),
            Map.entry(Rule.STRICT_CANONICAL_JSON, new int[] {6, 12}),
            Map.entry(Rule.LIMIT_NOTIFICATIONS_POWER_LEVELS, new int[] {6, 12}),
            Map.entry(Rule.KNOCK, new int[] {7, 12}),
            Map.entry(Rule.RESTRICTED, new int[] {8, 12}),
            Map.entry(Rule.KNOCK_RESTRICTED, new int[] {10, 12}),
            Map.entry(Rule.INTEGER_POWER_LEVELS, new int[] {10, 12}),
            Map.entry(Rule.IMPLICIT_ROOM_CREATOR, new int[] {11, 12}),
            Map.entry(Rule.REDACTS_IN_CONTENT, new int[] {11, 12}),
            Map.entry(Rule.CREATE_EVENT_IS_ROOM_ID, new int[] {12, 12}),
            Map.entry(Rule.PRIVILEGED_CREATORS, new int[] {12, 12})));

    @Test
    void versionsAreFoundByTheirId() {
        assertEquals(IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList(),
                RoomVersions.all().stream().map(RoomVersion::id).toList());
        assertEquals(Optional.of(RoomVersions.V11), RoomVersions.find("11"));
        assertEquals(Optional.empty(), RoomVersions.find("org.example.custom"));
        assertEquals("12", RoomVersions.DEFAULT.id());
    }

    @Test
    void eachRuleHoldsFromItsFirstVersionToItsLast() {
        assertEquals(Set.of(Rule.values()), SPANS.keySet());
        for (RoomVersion version : RoomVersions.all()) {
            int number = Integer.parseInt(version.id());
            SPANS.forEach((rule, span) -> assertEquals(number >= span[0] && number <= span[1], version.has(rule), version + " " + rule));
        }
    }

    @Test
    void eventIdsAreGivenThenHashesThenHashesForUrls() {
        assertEquals(List.of("GIVEN", "GIVEN", "HASH", "URL_SAFE_HASH"),
                RoomVersions.all().subList(0, 4).stream().map(version -> version.eventIdFormat().name()).toList());
        assertTrue(RoomVersions.all().subList(3, 12).stream().allMatch(version -> version.eventIdFormat() == EventIdFormat.URL_SAFE_HASH));
    }

    @Test
    void stateResolutionChangedInVersions2And12() {
        assertEquals(StateResolution.V1, RoomVersions.V1.stateResolution());
        assertTrue(RoomVersions.all().subList(1, 11).stream().allMatch(version -> version.stateResolution() == StateResolution.V2));
        assertEquals(StateResolution.V2_1, RoomVersions.V12.stateResolution());
    }

    @Test
    void redactionsChangedInVersions6And8And9And11() {
        for (int i = 1; i < RoomVersions.all().size(); i++) {
            RoomVersion version = RoomVersions.all().get(i);
            boolean same = version.redactionRules().equals(RoomVersions.all().get(i - 1).redactionRules());
            assertEquals(!Set.of("6", "8", "9", "11").contains(version.id()), same, version.id());
        }
    }
}
