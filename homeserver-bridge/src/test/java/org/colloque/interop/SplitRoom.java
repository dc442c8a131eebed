package org.colloque.interop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.colloque.interop.OutageScenarios.Act;

/** A room whose two servers change its state without knowing of each other. */
record SplitRoom(Stage stage, String id, Member alice, Member bob, Member carol) {

    private static final Patience LONG = Patience.of(Duration.ofSeconds(60));

    static Act.Halves act(Stage stage) {
        SplitRoom room = prepare(stage);
        return new Act.Halves(room::changeOnBothSides, room::expectOneState);
    }

    private static SplitRoom prepare(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        Member carol = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        carol.join(room, alice);
        Stage.awaitMembership(alice, room, bob, "join");
        Stage.awaitMembership(alice, room, carol, "join");
        RoomScenarios.promote(alice, room, List.of(bob, carol));
        Patience.usual().until("the guest's server knows the new powers", () -> RoomScenarios.isModerator(bob, room, carol));
        return new SplitRoom(stage, room, alice, bob, carol);
    }

    private void changeOnBothSides() {
        alice.setState(id, "m.room.topic", Map.of("topic", "of the host"));
        bob.setState(id, "m.room.topic", Map.of("topic", "of the guest"));
        alice.setState(id, "m.room.name", Map.of("name", "of the host"));
        bob.setState(id, "org.example.guest", Map.of("set", "by the guest"));
        alice.ban(id, carol);
        carol.setState(id, "org.example.banned", Map.of("set", "by somebody who is banned on the other side"));
        bob.say(id, "guest while apart");
        alice.say(id, "host while apart");
    }

    private void expectOneState() {
        alice.say(id, "host again");
        bob.say(id, "guest again");
        List<String> all = List.of("host while apart", "guest while apart", "host again", "guest again");
        LONG.until("the host has all messages", () -> alice.lastTexts(id).containsAll(all));
        LONG.until("the guest has all messages", () -> bob.lastTexts(id).containsAll(all));
        alice.say(id, "the last word");
        Stage.awaitText(bob, id, "the last word");
        Map<String, String> hers = state(alice, id);
        Map<String, String> his = state(bob, id);
        Failure.unless(hers.equals(his), "the states differ: " + hers + " at the host, " + his + " at the guest");
        Failure.unlessEqual("ban", alice.membership(id, carol), "what the banned user is");
        // State resolution v1 takes what only one side has as it is.
        Failure.unless(stage.version() == 1 || !hers.containsKey("org.example.banned|"), "the banned user's state stands");
        Failure.unless(hers.containsKey("org.example.guest|"), "the guest's state is lost");
    }

    /** The event id of each slot of a room's state. */
    static Map<String, String> state(Member eyes, String room) {
        var slots = new TreeMap<String, String>();
        eyes.get(Member.rooms(room) + "/state").forEach(event ->
            slots.put(event.get("type").asText() + "|" + event.get("state_key").asText(), event.get("event_id").asText()));
        return slots;
    }
}
