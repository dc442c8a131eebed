package org.colloque.interop;

import static org.colloque.interop.Scenario.anywhere;
import static org.colloque.interop.Scenario.inRooms;
import static org.colloque.interop.Scenario.inRoomsSince;
import static org.colloque.interop.Stage.awaitMembership;
import static org.colloque.interop.Stage.awaitText;
import static org.colloque.product.Person.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.colloque.product.Answer;

/** Rooms with several people of both servers, who act at once or take over from each other. */
final class TogetherScenarios {

    private static final int AT_ONCE = 30;
    private static final int LARGE = 60_000;
    private static final int CREATORS = 12;
    private static final int KNOCK_RESTRICTED = 10;
    private static final String FOREIGN_VERSION = "org.matrix.hydra.11";

    private TogetherScenarios() {
    }

    static List<Scenario> all() {
        return List.of(
            inRooms("both talk at once", TogetherScenarios::atOnce),
            inRooms("the guest invites another one of his server", TogetherScenarios::secondGuest),
            inRooms("the host's server leaves, and returns through the guest", TogetherScenarios::hostReturns),
            inRooms("the guest misses much, and joins again", TogetherScenarios::rejoinAfterMuch),
            inRoomsSince(CREATORS, "a second creator on the other server", TogetherScenarios::secondCreator),
            inRoomsSince(KNOCK_RESTRICTED, "knock on a room that is restricted as well", TogetherScenarios::knockRestricted),
            inRooms("encrypted room, events kept as they are", TogetherScenarios::encrypted),
            inRooms("an event of 60 KB", TogetherScenarios::large),
            anywhere("a room version that the guest does not know", TogetherScenarios::foreignVersion));
    }

    private static void atOnce(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.settledRoom(alice, bob);
        CompletableFuture<Void> hers = CompletableFuture.runAsync(() -> talk(alice, room, "host "));
        CompletableFuture<Void> his = CompletableFuture.runAsync(() -> talk(bob, room, "guest "));
        CompletableFuture.allOf(hers, his).join();
        for (Member eyes : List.of(alice, bob)) {
            awaitText(eyes, room, "host " + (AT_ONCE - 1));
            awaitText(eyes, room, "guest " + (AT_ONCE - 1));
            List<String> read = Member.texts(eyes.history(room));
            Failure.unlessEqual(AT_ONCE * 2, read.size(), "messages read by " + eyes.id());
            for (String side : List.of("host ", "guest ")) {
                Failure.unlessEqual(IntStream.range(0, AT_ONCE).mapToObj(number -> side + number).toList(),
                    read.stream().filter(text -> text.startsWith(side)).toList(), "what " + eyes.id() + " reads");
            }
        }
    }

    private static void talk(Member who, String room, String words) {
        IntStream.range(0, AT_ONCE).forEach(number -> who.say(room, words + number));
    }

    private static void secondGuest(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        Member carol = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "private_chat"));
        alice.invite(room, bob);
        Patience.usual().until("the guest may join", () -> bob.tryJoin(room, alice).ok());
        bob.invite(room, carol);
        carol.join(room, bob);
        awaitMembership(alice, room, carol, "join");
        Member dave = stage.hostess();
        bob.invite(room, dave);
        Syncing sync = Syncing.of(dave);
        Patience.usual().until("the host's second user may join", () -> dave.tryJoin(room, alice).ok());
        awaitMembership(bob, room, dave, "join");
        dave.say(room, "all here");
        awaitText(carol, room, "all here");
        sync.until("the room is in the sync", answer -> answer.at("/rooms/join").has(room));
    }

    private static void hostReturns(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        alice.say(room, "I am off");
        awaitText(bob, room, "I am off");
        awaitMembership(alice, room, bob, "join");
        alice.leave(room);
        awaitMembership(bob, room, alice, "leave");
        bob.say(room, "alone");
        bob.say(room, "still alone");
        Member dave = stage.hostess();
        dave.join(room, bob);
        awaitMembership(bob, room, dave, "join");
        bob.say(room, "no more");
        awaitText(dave, room, "no more");
        List<String> read = Member.texts(dave.history(room));
        Failure.unlessEqual(List.of("I am off", "alone", "still alone", "no more"), read, "what the returning server reads");
    }

    private static void rejoinAfterMuch(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.settledRoom(alice, bob);
        alice.say(room, "before");
        awaitText(bob, room, "before");
        bob.leave(room);
        awaitMembership(alice, room, bob, "leave");
        IntStream.range(0, AT_ONCE).forEach(number -> alice.say(room, "missed " + number));
        alice.setState(room, "m.room.topic", Map.of("topic", "changed meanwhile"));
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
        Failure.unlessEqual("changed meanwhile", bob.state(room, "m.room.topic", "").path("topic").asText(), "the topic after the return");
        List<String> read = Member.texts(bob.history(room));
        Failure.unlessEqual(IntStream.rangeClosed(0, AT_ONCE).mapToObj(number -> number == 0 ? "before" : "missed " + (number - 1)).toList(), read,
            "what the returning user reads");
    }

    private static void secondCreator(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "public_chat", "creation_content", Map.of("additional_creators", List.of(bob.id()))));
        bob.join(room, alice);
        RoomScenarios.promote(bob, room, List.of(stage.visitor()));
        bob.setState(room, "m.room.topic", Map.of("topic", "of the second creator"));
        Patience.usual().until("the host sees the topic",
            () -> alice.state(room, "m.room.topic", "").path("topic").asText().equals("of the second creator"));
        Failure.unlessEqual(403, alice.tryPost(Member.rooms(room) + "/kick", Map.of("user_id", bob.id())).status(), "the kick of a creator");
    }

    private static void knockRestricted(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        Member carol = stage.visitor();
        String club = stage.sharedRoom(alice, bob);
        String room = stage.room(alice, Map.of("preset", "private_chat", "initial_state", List.of(Map.of("type", "m.room.join_rules",
            "state_key", "", "content", Map.of("join_rule", "knock_restricted", "allow",
                List.of(Map.of("type", "m.room_membership", "room_id", club)))))));
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
        carol.post("/knock/" + encoded(room) + "?via=" + alice.server() + "&server_name=" + alice.server(), Map.of());
        awaitMembership(alice, room, carol, "knock");
        awaitMembership(bob, room, carol, "knock");
        bob.invite(room, carol);
        Patience.usual().until("who knocked may join", () -> carol.tryJoin(room, alice).ok());
        awaitMembership(alice, room, carol, "join");
    }

    private static void encrypted(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "public_chat", "initial_state", List.of(Map.of("type", "m.room.encryption",
            "state_key", "", "content", Map.of("algorithm", "m.megolm.v1.aes-sha2")))));
        bob.join(room, alice);
        Failure.unlessEqual("m.megolm.v1.aes-sha2", bob.state(room, "m.room.encryption", "").path("algorithm").asText(), "the algorithm");
        Object content = Map.of("algorithm", "m.megolm.v1.aes-sha2", "ciphertext", "AwgA\u2028é😀\\\"\u007f", "device_id", "X", "sender_key", "k",
            "session_id", "s", "org.example.numbers", List.of(0, -1, 9_007_199_254_740_991L, -9_007_199_254_740_991L), "org.example.null", Map.of("n", List.of()));
        for (Member sender : List.of(alice, bob)) {
            Member reader = sender == alice ? bob : alice;
            String event = sender.put(Member.rooms(room) + "/send/m.room.encrypted/" + java.util.UUID.randomUUID(), content).get("event_id").asText();
            JsonNode read = Patience.usual().find(reader.id() + " sees the encrypted event",
                () -> java.util.Optional.of(reader.event(room, event)).filter(found -> found.has("content")));
            Failure.unlessEqual(Json.<JsonNode>node(content), read.get("content"), "the encrypted event");
        }
    }

    private static void large(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.settledRoom(alice, bob);
        for (Member sender : List.of(alice, bob)) {
            String text = sender.id() + " ".repeat(LARGE);
            sender.say(room, text);
            awaitText(sender == alice ? bob : alice, room, text);
        }
    }

    private static void foreignVersion(Stage stage) {
        if (stage.host().make().equals("colloque")) {
            throw new LeftOut("Colloque makes rooms of the specification's versions alone");
        }
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = alice.create(FOREIGN_VERSION, Map.of("preset", "public_chat"));
        Answer answer = bob.tryJoin(room, alice);
        Failure.unlessEqual("400 M_INCOMPATIBLE_ROOM_VERSION", answer.status() + " " + answer.errcode(), "the join");
        Failure.unlessEqual(FOREIGN_VERSION, answer.json().path("room_version").asText(), "the version told");
        String closed = alice.create(FOREIGN_VERSION, Map.of("preset", "private_chat"));
        Answer invite = alice.tryPost(Member.rooms(closed) + "/invite", Map.of("user_id", bob.id()));
        Failure.unless(invite.status() >= 400, "the invite to a room of an unknown version was taken");
    }
}
