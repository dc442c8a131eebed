package org.colloque.interop;

import static org.colloque.interop.Scenario.inRooms;
import static org.colloque.interop.Scenario.inRoomsSince;
import static org.colloque.interop.Stage.awaitMembership;
import static org.colloque.interop.Stage.awaitText;

import java.util.List;
import java.util.Map;
import org.colloque.product.Answer;

/** Coming into rooms of the other server, and going. */
final class MembershipScenarios {

    private static final int KNOCKING = 7;
    private static final int RESTRICTED = 8;

    private MembershipScenarios() {
    }

    static List<Scenario> all() {
        return List.of(
            inRooms("join by id and server, talk both ways", MembershipScenarios::joinById).asCore(),
            inRooms("join by alias", MembershipScenarios::joinByAlias),
            inRooms("invite, accepted", MembershipScenarios::inviteAccepted),
            inRooms("invite, rejected", MembershipScenarios::inviteRejected),
            inRooms("invite, withdrawn", MembershipScenarios::inviteWithdrawn),
            inRooms("invite at creation, as a direct chat", MembershipScenarios::directChat),
            inRoomsSince(KNOCKING, "knock, accepted", MembershipScenarios::knockAccepted),
            inRoomsSince(KNOCKING, "knock, taken back, knock again", MembershipScenarios::knockTakenBack),
            inRoomsSince(RESTRICTED, "restricted join", MembershipScenarios::restrictedJoin).asCore(),
            inRoomsSince(RESTRICTED, "restricted join that only the host may authorise", MembershipScenarios::restrictedJoinThroughHost),
            inRooms("leave, and join again", MembershipScenarios::leaveAndRejoin),
            inRooms("kick", MembershipScenarios::kick),
            inRooms("ban, rejoin refused, unban", MembershipScenarios::ban));
    }

    private static void joinById(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.settledRoom(alice, bob);
        Failure.unlessEqual("join", bob.membership(room, alice), "what the host's user is at the guest");
        alice.say(room, "from the host");
        awaitText(bob, room, "from the host");
        bob.say(room, "from the guest");
        awaitText(alice, room, "from the guest");
    }

    private static void joinByAlias(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String alias = Stage.unique("salon");
        String room = stage.room(alice, Map.of("preset", "public_chat", "room_alias_name", alias));
        String joined = bob.post("/join/" + org.colloque.product.Person.encoded("#" + alias + ":" + stage.host().serverName()), Map.of())
            .get("room_id").asText();
        Failure.unlessEqual(room, joined, "the room joined by its alias");
        awaitMembership(alice, room, bob, "join");
    }

    private static void inviteAccepted(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "private_chat", "name", "The library"));
        Syncing sync = Syncing.of(bob);
        alice.invite(room, bob);
        var invite = sync.until("the invite is in the guest's sync", answer -> answer.at("/rooms/invite").has(room));
        var shown = Json.each(invite.at("/rooms/invite" + Syncing.step(room) + "/invite_state/events")).map(event -> event.path("type").asText()).toList();
        Failure.unless(shown.containsAll(List.of("m.room.create", "m.room.name", "m.room.join_rules", "m.room.member")), "the invite shows only " + shown);
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
        bob.say(room, "thank you");
        awaitText(alice, room, "thank you");
    }

    private static void inviteRejected(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "private_chat"));
        Syncing sync = Syncing.of(bob);
        alice.invite(room, bob);
        sync.until("the invite is in the guest's sync", answer -> answer.at("/rooms/invite").has(room));
        bob.leave(room);
        awaitMembership(alice, room, bob, "leave");
        sync.until("the guest's sync says that the invite is gone", answer -> answer.at("/rooms/leave").has(room));
    }

    private static void inviteWithdrawn(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "private_chat"));
        Syncing sync = Syncing.of(bob);
        alice.invite(room, bob);
        sync.until("the invite is in the guest's sync", answer -> answer.at("/rooms/invite").has(room));
        alice.kick(room, bob);
        sync.until("the guest's sync says that the invite is gone", answer -> answer.at("/rooms/leave").has(room));
        Failure.unless(!bob.tryJoin(room, alice).ok(), "the invite was withdrawn, and could be accepted all the same");
    }

    private static void directChat(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        Syncing sync = Syncing.of(bob);
        String room = stage.room(alice, Map.of("preset", "trusted_private_chat", "is_direct", true, "invite", List.of(bob.id())));
        var invite = sync.until("the invite is in the guest's sync", answer -> answer.at("/rooms/invite").has(room));
        boolean direct = Json.each(invite.at("/rooms/invite" + Syncing.step(room) + "/invite_state/events"))
            .anyMatch(event -> event.at("/content/is_direct").asBoolean());
        Failure.unless(direct, "the invite does not say that the chat is direct");
        bob.join(room, alice);
        bob.setState(room, "m.room.topic", Map.of("topic", "of the trusted guest"));
        Patience.usual().until("the host sees the guest's topic",
            () -> alice.state(room, "m.room.topic", "").path("topic").asText().equals("of the trusted guest"));
    }

    private static String knockableRoom(Stage stage, Member alice) {
        return stage.room(alice, Map.of("preset", "private_chat", "name", "The office", "initial_state",
            List.of(Map.of("type", "m.room.join_rules", "state_key", "", "content", Map.of("join_rule", "knock")))));
    }

    private static void knock(Member bob, String room, Member via) {
        bob.post("/knock/" + org.colloque.product.Person.encoded(room) + "?via=" + via.server() + "&server_name=" + via.server(),
            Map.of("reason", "please"));
        awaitMembership(via, room, bob, "knock");
        Failure.unlessEqual("please", via.state(room, "m.room.member", bob.id()).path("reason").asText(), "the reason of the knock");
    }

    private static void knockAccepted(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = knockableRoom(stage, alice);
        Syncing sync = Syncing.of(bob);
        knock(bob, room, alice);
        sync.until("the knock is in the guest's sync", answer -> answer.at("/rooms/knock").has(room));
        alice.invite(room, bob);
        sync.until("the invite is in the guest's sync", answer -> answer.at("/rooms/invite").has(room));
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
    }

    private static void knockTakenBack(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = knockableRoom(stage, alice);
        Syncing sync = Syncing.of(bob);
        knock(bob, room, alice);
        bob.leave(room);
        sync.until("the guest's sync says that the knock is gone", answer -> answer.at("/rooms/leave").has(room));
        if (stage.guest().make().equals("synapse")) {
            throw new LeftOut("Synapse takes a knock back without telling the room's servers");
        }
        awaitMembership(alice, room, bob, "leave");
        knock(bob, room, alice);
    }

    private static void restrictedJoin(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        Member outsider = stage.visitor();
        String club = stage.sharedRoom(alice, bob);
        String room = restrictedRoom(stage, alice, club, Map.of());
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
        Answer refused = outsider.tryJoin(room, alice);
        Failure.unless(refused.status() == 403, "somebody who is not in the allowed room could join: " + refused.text());
        bob.say(room, "let in");
        awaitText(alice, room, "let in");
    }

    private static String restrictedRoom(Stage stage, Member alice, String club, Map<String, ?> powerLevels) {
        return stage.room(alice, Map.of("preset", "private_chat", "power_level_content_override", powerLevels, "initial_state",
            List.of(Map.of("type", "m.room.join_rules", "state_key", "", "content", Map.of("join_rule", "restricted", "allow",
                List.of(Map.of("type", "m.room_membership", "room_id", club)))))));
    }

    /** The guest's server is in the room already, but nobody of it may invite. */
    private static void restrictedJoinThroughHost(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        Member carol = stage.visitor();
        String club = stage.sharedRoom(alice, bob);
        carol.join(club, alice);
        String room = restrictedRoom(stage, alice, club, Map.of("invite", 50));
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
        carol.join(room, alice);
        awaitMembership(alice, room, carol, "join");
        awaitMembership(bob, room, carol, "join");
        Failure.unlessEqual(alice.id(), alice.state(room, "m.room.member", carol.id()).path("join_authorised_via_users_server").asText(), "who let her in");
    }

    private static void leaveAndRejoin(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.settledRoom(alice, bob);
        bob.leave(room);
        awaitMembership(alice, room, bob, "leave");
        alice.say(room, "while he was out");
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
        alice.say(room, "welcome back");
        awaitText(bob, room, "welcome back");
        bob.say(room, "here I am");
        awaitText(alice, room, "here I am");
    }

    private static void kick(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        Syncing sync = Syncing.of(bob);
        alice.kick(room, bob);
        sync.until("the guest's sync says that the room is left", answer -> answer.at("/rooms/leave").has(room));
        Failure.unless(!bob.isIn(room), "the guest's server still has the kicked user in the room");
        Failure.unlessEqual(403, bob.trySay(room, "still here?").status(), "a message of the kicked user");
    }

    private static void ban(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        Syncing sync = Syncing.of(bob);
        alice.ban(room, bob);
        sync.until("the guest's sync says that the room is left", answer -> answer.at("/rooms/leave").has(room));
        Failure.unlessEqual(403, bob.tryJoin(room, alice).status(), "the banned user's join");
        alice.unban(room, bob);
        Patience.usual().until("the user may join again", () -> bob.tryJoin(room, alice).ok());
        awaitMembership(alice, room, bob, "join");
    }
}
