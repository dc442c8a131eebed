package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.room.RoomVersions.V11;
import static org.colloque.protocol.room.RoomVersions.V12;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Predicate;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthEventsCheckTest {
    /** The rules about auth events that are tested here, by their numbers among them. */
    static final List<Integer> RULES = List.of(1, 2, 3, 4, 5);

    private static final Predicate<EventId> NONE = id -> false;

    static List<RoomVersion> versions() {
        return RoomVersions.all();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theSelectedAuthEventsAreAllowed(RoomVersion version) {
        TestRoom room = room(version);

        assertEquals(AuthDecision.allowed(), check(room, room.when(BOB).says("hi").event(), NONE));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void twoOfTheSameSlotAreRefused(RoomVersion version) {
        TestRoom room = room(version);
        Pdu older = room.current(EventTypes.MEMBER, BOB.value());
        room.joinedBy(BOB);
        Pdu event = withAuthEvent(room, older);

        assertEquals(rule(version, 1), RuleTable.refusedBy(check(room, event, NONE)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theSameEventTwiceIsRefused(RoomVersion version) {
        TestRoom room = room(version);
        Pdu event = withAuthEvent(room, room.current(EventTypes.MEMBER, BOB.value()));

        assertEquals(rule(version, 1), RuleTable.refusedBy(check(room, event, NONE)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatTheSelectionDoesNotNameIsRefused(RoomVersion version) {
        TestRoom room = room(version);
        Pdu event = withAuthEvent(room, room.current(EventTypes.JOIN_RULES, ""));

        assertEquals(rule(version, 2), RuleTable.refusedBy(check(room, event, NONE)));
    }

    @Test
    void version12RefusesTheCreateEventAmongThem() {
        TestRoom room = room(V12);
        Pdu event = withAuthEvent(room, room.current(EventTypes.CREATE, ""));

        assertEquals("3.2", RuleTable.refusedBy(check(room, event, NONE)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aRejectedOneIsRefused(RoomVersion version) {
        TestRoom room = room(version);
        Pdu event = room.when(BOB).says("hi").event();

        assertEquals(rule(version, 3), RuleTable.refusedBy(check(room, event, event.authEvents().getLast()::equals)));
    }

    @Test
    void withoutACreateEventTheyAreRefusedBeforeVersion12() {
        TestRoom room = room(V11);
        Pdu event = room.when(BOB).says("hi").but(json -> json.withArrayProperty("auth_events").remove(0)).event();

        assertEquals("2.4", RuleTable.refusedBy(check(room, event, NONE)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void oneOfAnotherRoomIsRefused(RoomVersion version) {
        TestRoom room = room(version);
        Pdu event = room.when(BOB).says("hi").but(json -> json.put("room_id", "!elsewhere:a.example")).event();

        assertEquals(rule(version, 5), RuleTable.refusedBy(check(room, event, NONE)));
    }

    private static TestRoom room(RoomVersion version) {
        return TestRoom.of(version).createdBy(ALICE).joinRule("public").powerLevels("{}").joinedBy(BOB);
    }

    private static Pdu withAuthEvent(TestRoom room, Pdu more) {
        return room.when(BOB).says("hi").but(json -> json.withArrayProperty("auth_events").add(more.eventId().value())).event();
    }

    private static AuthDecision check(TestRoom room, Pdu event, Predicate<EventId> rejected) {
        return AuthEventsCheck.check(event, room.authEventsOf(event), rejected);
    }

    private static String rule(RoomVersion version, int number) {
        return (version.equals(V12) ? "3." : "2.") + number;
    }
}
