package org.colloque.interop;

import static org.colloque.interop.Scenario.inRooms;
import static org.colloque.interop.Stage.awaitMembership;
import static org.colloque.interop.Stage.awaitText;
import static org.colloque.product.Person.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.product.Answer;

/** What members do in a room that both servers are in. */
final class RoomScenarios {

    private static final int PAST_MESSAGES = 300;
    private static final int MODERATOR = 50;

    private RoomScenarios() {
    }

    static List<Scenario> all() {
        return List.of(
            inRooms("name, topic, pinned events", RoomScenarios::describe),
            inRooms("power levels", RoomScenarios::powerLevels).asCore(),
            inRooms("redaction", RoomScenarios::redaction).asCore(),
            inRooms("reaction, edit, thread", RoomScenarios::relations),
            inRooms("upgrade", RoomScenarios::upgrade),
            inRooms("history visible to joined members only", RoomScenarios::hiddenHistory),
            inRooms("backfill of 300 events", RoomScenarios::backfill));
    }

    private static void describe(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "public_chat", "name", "Salle 7", "topic", "L'ordre du jour – été"));
        bob.join(room, alice);
        Failure.unlessEqual("Salle 7", bob.state(room, "m.room.name", "").path("name").asText(), "the name");
        Failure.unlessEqual("L'ordre du jour – été", bob.state(room, "m.room.topic", "").path("topic").asText(), "the topic");
        alice.setState(room, "m.room.pinned_events", Map.of("pinned", List.of(alice.say(room, "pinned"))));
        Patience.usual().until("the guest sees what is pinned", () -> bob.state(room, "m.room.pinned_events", "").path("pinned").size() == 1);
    }

    private static void powerLevels(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        Member carol = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        carol.join(room, alice);
        Failure.unlessEqual(403, bob.trySetState(room, "m.room.topic", Map.of("topic", "not allowed")).status(), "the guest's topic without the power");
        promote(alice, room, List.of(bob));
        Patience.usual().until("the guest's server knows the new power", () -> isModerator(bob, room, bob));
        bob.setState(room, "m.room.topic", Map.of("topic", "of a moderator"));
        Patience.usual().until("the host sees the moderator's topic",
            () -> alice.state(room, "m.room.topic", "").path("topic").asText().equals("of a moderator"));
        awaitMembership(alice, room, carol, "join");
        bob.kick(room, carol);
        awaitMembership(alice, room, carol, "leave");
        Failure.unlessEqual(403, bob.tryPost(Member.rooms(room) + "/kick", Map.of("user_id", alice.id())).status(), "the moderator's kick of the creator");
    }

    /** Makes people moderators. */
    static void promote(Member who, String room, List<Member> people) {
        ObjectNode levels = (ObjectNode) who.state(room, "m.room.power_levels", "");
        ObjectNode users = (ObjectNode) (levels.has("users") ? levels.get("users") : levels.putObject("users"));
        people.forEach(person -> users.put(person.id(), MODERATOR));
        who.setState(room, "m.room.power_levels", levels);
    }

    static boolean isModerator(Member eyes, String room, Member who) {
        return eyes.state(room, "m.room.power_levels", "").at("/users" + Syncing.step(who.id())).asInt() == MODERATOR;
    }

    private static void redaction(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        String hers = alice.say(room, "regretted by the host");
        String his = bob.say(room, "regretted by the guest");
        awaitText(bob, room, "regretted by the host");
        awaitText(alice, room, "regretted by the guest");
        redact(alice, room, hers).orFail();
        redact(bob, room, his).orFail();
        for (Member eyes : List.of(alice, bob)) {
            for (String event : List.of(hers, his)) {
                Patience.usual().until(eyes.id() + " sees " + event + " redacted", () -> isRedacted(eyes.event(room, event)));
            }
        }
        String moderated = bob.say(room, "not proper");
        awaitText(alice, room, "not proper");
        redact(alice, room, moderated).orFail();
        Patience.usual().until("the guest sees the moderation", () -> isRedacted(bob.event(room, moderated)));
    }

    private static Answer redact(Member who, String room, String event) {
        return who.tryPut(Member.rooms(room) + "/redact/" + encoded(event) + "/" + UUID.randomUUID(), Map.of("reason", "a mistake"));
    }

    private static boolean isRedacted(JsonNode event) {
        return event.has("content") && !event.get("content").has("body") && event.at("/unsigned/redacted_because").isObject();
    }

    private static void relations(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        String first = alice.say(room, "first");
        awaitText(bob, room, "first");
        send(bob, room, "m.reaction", Map.of("m.relates_to", Map.of("rel_type", "m.annotation", "event_id", first, "key", "👍")));
        send(bob, room, "m.room.message", Map.of("msgtype", "m.text", "body", "in the thread", "m.relates_to",
            Map.of("rel_type", "m.thread", "event_id", first)));
        send(alice, room, "m.room.message", Map.of("msgtype", "m.text", "body", "* edited", "m.new_content", Map.of("msgtype", "m.text", "body", "edited"),
            "m.relates_to", Map.of("rel_type", "m.replace", "event_id", first)));
        awaitText(alice, room, "in the thread");
        awaitText(bob, room, "* edited");
        Patience.usual().until("the host sees the reaction", () -> alice.history(room).stream()
            .anyMatch(event -> event.path("type").asText().equals("m.reaction") && event.at("/content/m.relates_to/key").asText().equals("👍")));
    }

    private static void send(Member who, String room, String type, Object content) {
        who.put(Member.rooms(room) + "/send/" + type + "/" + UUID.randomUUID(), content);
    }

    private static void upgrade(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        Answer answer = alice.tryPost(Member.rooms(room) + "/upgrade", Map.of("new_version", String.valueOf(stage.version())));
        if (answer.errcode().equals("M_UNRECOGNIZED")) {
            throw new LeftOut("the host cannot upgrade rooms");
        }
        String next = answer.orFail().get("replacement_room").asText();
        Patience.usual().until("the guest sees the tombstone",
            () -> bob.state(room, "m.room.tombstone", "").path("replacement_room").asText().equals(next));
        bob.join(next, alice);
        awaitMembership(alice, next, bob, "join");
        Failure.unlessEqual(room, bob.state(next, "m.room.create", "").at("/predecessor/room_id").asText(), "the predecessor");
        Failure.unlessEqual(403, bob.trySay(room, "too late").status(), "a message in the room that was given up");
    }

    private static void hiddenHistory(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.room(alice, Map.of("preset", "public_chat", "initial_state", List.of(Map.of("type", "m.room.history_visibility",
            "state_key", "", "content", Map.of("history_visibility", "joined")))));
        alice.say(room, "before");
        bob.join(room, alice);
        awaitMembership(alice, room, bob, "join");
        alice.say(room, "after");
        awaitText(bob, room, "after");
        Failure.unlessEqual(List.of("after"), Member.texts(bob.history(room)), "what somebody sees who joined late");
    }

    private static void backfill(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.publicRoom(alice);
        List<String> said = IntStream.range(0, PAST_MESSAGES).mapToObj(number -> "message " + number).toList();
        said.forEach(text -> alice.say(room, text));
        bob.join(room, alice);
        List<JsonNode> history = bob.history(room);
        Failure.unless(history.getFirst().path("type").asText().equals("m.room.create"), "the history starts with " + history.getFirst());
        List<String> read = Member.texts(history);
        Failure.unless(read.size() == said.size(), read.size() + " messages were read instead of " + said.size());
        Failure.unlessEqual(said, read, "the messages");
        Failure.unlessEqual(history.size(), (int) history.stream().map(event -> event.get("event_id").asText()).distinct().count(), "distinct events");
    }
}
