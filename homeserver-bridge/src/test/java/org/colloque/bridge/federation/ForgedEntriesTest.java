package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.colloque.bridge.federation.HandIn.Door;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each lie about an event that is handed in: {@code send_join}, {@code send_knock}, {@code send_leave} and {@code invite}, in all their
 * forms. Each is refused as the peer's fault, and changes nothing, in rooms of every version.
 *
 * <p>Spec: server-server-api, "Joining Rooms", "Knocking upon a room", "Leaving Rooms (Rejecting Invites)", "Inviting to a room".
 */
@QuarkusTest
class ForgedEntriesTest extends PeerTest {

    /** Nothing that is refused changes a room: the lies are told at the same doors. */
    private static final Map<List<?>, Door> DOORS = new HashMap<>();
    private static Agent alice;

    /** A lie of the request, or one that makes a lie of the request around it. */
    private enum Lie {
        ANOTHER_ROOM(door -> door.handIn("!another:ministry.example", door.id(door.honest()), door.honest())),
        ANOTHER_EVENT(door -> door.handIn(door.room(), "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", door.honest())),
        NO_EVENT(door -> door.handIn(door.room(), "none", door.honest())),
        NO_ROOM(door -> door.handIn("none", door.id(door.honest()), door.honest())),
        ANOTHER_MEMBERSHIP(door -> door.handIn(door.changed(event -> event.withObjectProperty("content").put("membership", "ban")))),
        ANOTHER_TYPE(door -> door.handIn(door.changed(event -> event.put("type", "m.room.power_levels").put("state_key", "")))),
        NO_STATE(door -> door.handIn(door.changed(event -> event.remove("state_key")))),
        ANOTHER_USER(door -> door.handIn(door.changed(event -> event.put("state_key", "@other:peer.example")))),
        NO_USER(door -> door.handIn(door.changed(event -> event.put("state_key", "nobody")))),
        A_USER_OF_OURS(door -> door.handIn(door.changed(event -> event.put("sender", "@admin:ministry.example")))),
        A_LIST(door -> door.handInText("[]")),
        A_NUMBER_BEYOND_ALL(door -> door.handInText(among(door, "\"filling\":1e999"))),
        HALF_A_CHARACTER(door -> door.handInText(among(door, "\"filling\":\"\\ud800\""))),
        A_KEY_TWICE(door -> door.handInText(among(door, "\"depth\":1"))),
        TEN_THOUSAND_LISTS(door -> door.handInText(among(door, "\"filling\":" + "[".repeat(10_000) + "]".repeat(10_000)))),
        HALF_OF_IT(door -> door.handInText(door.text().substring(0, 100)));

        private final Function<Door, ValidatableResponse> telling;

        Lie(Function<Door, ValidatableResponse> telling) {
            this.telling = telling;
        }

        private static String among(Door door, String member) {
            return door.text().replace("\"depth\":", member + ",\"depth\":");
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(HandIn.values()).flatMap(way -> way.versions().map(version -> Arguments.of(way, version)));
    }

    @BeforeEach
    void register() {
        if (DOORS.isEmpty()) {
            alice = Agents.register("alice");
        }
    }

    @ParameterizedTest(name = "{0} in version {1}")
    @MethodSource("ways")
    @Tag("CVE-2020-26257")
    void requestThatIsNotWhatItSaysIsRefused(HandIn way, RoomVersion version) {
        Door door = door(way, version);
        for (Lie lie : Lie.values()) {
            refused(lie, lie.telling.apply(door));
        }
        changedNothing(door);
    }

    @ParameterizedTest(name = "{0} in version {1}")
    @MethodSource("ways")
    @Tag("CVE-2022-31152")
    void forgedEventIsRefused(HandIn way, RoomVersion version) {
        Door door = door(way, version);
        for (Forgery lie : way.refusedIn(version)) {
            refused(lie, door.handIn(lie.of(peer, version, door.honest())));
        }
        changedNothing(door);
    }

    @ParameterizedTest(name = "{0} in version {1}")
    @MethodSource("ways")
    void trueEventIsTaken(HandIn way, RoomVersion version) {
        Door door = way.open(version, peer, alice, peer.user("zoe"));
        door.handIn(door.honest()).statusCode(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"JOIN", "JOIN_OLDER", "KNOCK", "LEAVE", "LEAVE_OLDER"})
    void wrongHashCostsTheContent(HandIn way) {
        Door door = way.open(way.newest(), peer, alice, peer.user("zoe"));
        ObjectNode named = door.changed(event -> event.withObjectProperty("content").put("displayname", "Minister"));
        door.handIn(Forgery.WITH_A_WRONG_HASH.of(peer, door.version(), named)).statusCode(200);
        assertFalse(membership(door).extract().asString().contains("Minister"));
    }

    @ParameterizedTest
    @EnumSource(names = {"JOIN", "JOIN_OLDER", "KNOCK", "LEAVE", "LEAVE_OLDER"})
    void largestEventIsTaken(HandIn way) {
        Door door = way.open(way.newest(), peer, alice, peer.user("zoe"));
        door.handIn(door.forger().seal(door.forger().filled(door.honest().deepCopy(), Forger.MAX_BYTES))).statusCode(200);
    }

    /** With our signature it would be larger than an event can be. */
    @ParameterizedTest
    @EnumSource(names = {"INVITE", "INVITE_OLDER"})
    void inviteThatLeavesNoRoomForOurSignatureIsRefused(HandIn way) {
        Door door = door(way, way.newest());
        refused("too large", door.handIn(door.forger().seal(door.forger().filled(door.honest().deepCopy(), Forger.MAX_BYTES)))
                .body("errcode", equalTo("M_TOO_LARGE")));
    }

    @ParameterizedTest
    @EnumSource(names = {"JOIN", "JOIN_OLDER", "KNOCK", "LEAVE", "LEAVE_OLDER"})
    void userWithTheLongestNameIsTaken(HandIn way) {
        Door door = way.open(way.newest(), peer, alice, new UserId(Forger.userOf(255)));
        door.handIn(door.honest()).statusCode(200);
    }

    private static Door door(HandIn way, RoomVersion version) {
        return DOORS.computeIfAbsent(List.of(way, version), none -> way.open(version, peer, alice, peer.user("zoe")));
    }

    private static void refused(Object lie, ValidatableResponse answer) {
        int status = answer.extract().statusCode();
        assertTrue(status >= 400 && status < 500, () -> lie + ": " + status + " " + answer.extract().asString());
    }

    private void changedNothing(Door door) {
        switch (door.way()) {
            case JOIN, JOIN_OLDER, KNOCK -> membership(door).statusCode(404);
            case LEAVE, LEAVE_OLDER -> membership(door).statusCode(200).body("membership", equalTo("join"));
            case INVITE, INVITE_OLDER -> assertFalse(alice.asking().get("/_matrix/client/v3/sync").then().statusCode(200)
                    .extract().asString().contains(door.room()));
        }
    }

    private ValidatableResponse membership(Door door) {
        return alice.asking().get("/_matrix/client/v3/rooms/" + door.room() + "/state/m.room.member/@zoe:peer.example").then();
    }
}
