package org.colloque.interop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What happens while the servers do not reach each other, and after it. One outage serves the rooms of all versions. */
final class OutageScenarios {

    private static final int SOME = 50;
    private static final int MANY = 150;
    private static final Consumer<Stage> STAGED = stage -> { };
    private static final Patience LONG = Patience.of(Duration.ofSeconds(60));

    private static final Map<Scenario, BiConsumer<OutageScenarios, List<Stage>>> SCENARIOS = scenarios();

    private final Runner runner;
    private final Options options;

    OutageScenarios(Runner runner, Options options) {
        this.runner = runner;
        this.options = options;
    }

    private static Map<Scenario, BiConsumer<OutageScenarios, List<Stage>>> scenarios() {
        var all = new LinkedHashMap<Scenario, BiConsumer<OutageScenarios, List<Stage>>>();
        Scenario some = Scenario.inRooms(SOME + " events while the other is down", STAGED);
        Scenario many = Scenario.inRooms(MANY + " events while the other is down", STAGED);
        Scenario cut = Scenario.inRooms("cut link, both sides change state, healed", STAGED).asCore();
        all.put(some, (outages, stages) -> outages.whileTheGuestIsDown(some, SOME, stages));
        all.put(many, (outages, stages) -> outages.whileTheGuestIsDown(many, MANY, stages.subList(stages.size() - 1, stages.size())));
        all.put(cut, (outages, stages) -> outages.whileTheLinkIsCut(cut, stages));
        return all;
    }

    void play(Homeserver host, Homeserver guest, Set<Integer> shared) {
        SCENARIOS.forEach((scenario, play) -> {
            Set<Integer> versions = options.versions(scenario, shared);
            if (options.wants(scenario.name()) && !versions.isEmpty()) {
                play.accept(this, versions.stream().map(version -> new Stage(host, guest, version)).toList());
            }
        });
    }

    private void whileTheGuestIsDown(Scenario scenario, int messages, List<Stage> stages) {
        List<Shared> rooms = stages.stream().map(OutageScenarios::shared).toList();
        List<String> said = IntStream.range(0, messages).mapToObj(number -> "message " + number).toList();
        Homeserver guest = stages.getFirst().guest();
        guest.stop();
        rooms.forEach(room -> said.forEach(text -> room.alice().say(room.id(), text)));
        guest.start();
        rooms.forEach(room -> runner.play(scenario.name(), room.stage(), stage -> {
            String question = room.bob().say(room.id(), "what did I miss?");
            LONG.until("the last event arrives", () -> room.bob().lastTexts(room.id()).contains(said.getLast()));
            List<String> read = Member.texts(room.bob().history(room.id())).stream().filter(text -> text.startsWith("message")).toList();
            Failure.unlessEqual(said, read, "what arrived");
            Patience.usual().until("the host has the returning user's words", () -> room.alice().event(room.id(), question).has("content"));
        }));
    }

    private void whileTheLinkIsCut(Scenario scenario, List<Stage> stages) {
        List<Shared> rooms = stages.stream().map(OutageScenarios::sharedByModerators).toList();
        List<Link> links = List.of(stages.getFirst().host().link(), stages.getFirst().guest().link());
        links.forEach(Link::cut);
        rooms.forEach(OutageScenarios::changeOnBothSides);
        links.forEach(Link::heal);
        rooms.forEach(room -> runner.play(scenario.name(), room.stage(), stage -> sameAgain(room)));
    }

    private static void changeOnBothSides(Shared room) {
        room.alice().setState(room.id(), "m.room.topic", Map.of("topic", "of the host"));
        room.bob().setState(room.id(), "m.room.topic", Map.of("topic", "of the guest"));
        room.alice().setState(room.id(), "m.room.name", Map.of("name", "of the host"));
        room.bob().setState(room.id(), "org.example.guest", Map.of("set", "by the guest"));
        room.alice().ban(room.id(), room.carol());
        room.carol().setState(room.id(), "org.example.banned", Map.of("set", "by somebody who is banned on the other side"));
        room.bob().say(room.id(), "guest while apart");
        room.alice().say(room.id(), "host while apart");
    }

    private static void sameAgain(Shared room) {
        room.alice().say(room.id(), "host again");
        room.bob().say(room.id(), "guest again");
        List<String> all = List.of("host while apart", "guest while apart", "host again", "guest again");
        LONG.until("the host has all messages", () -> room.alice().lastTexts(room.id()).containsAll(all));
        LONG.until("the guest has all messages", () -> room.bob().lastTexts(room.id()).containsAll(all));
        room.alice().say(room.id(), "the last word");
        Stage.awaitText(room.bob(), room.id(), "the last word");
        var hers = state(room.alice(), room.id());
        var his = state(room.bob(), room.id());
        var differences = new TreeMap<String, String>();
        hers.forEach((slot, event) -> {
            if (!event.equals(his.get(slot))) {
                differences.put(slot, event + " at the host, " + his.get(slot) + " at the guest");
            }
        });
        Failure.unless(differences.isEmpty() && hers.keySet().equals(his.keySet()), "the states differ: " + differences + " of " + hers.keySet() + " and " + his.keySet());
        Failure.unlessEqual("ban", room.alice().membership(room.id(), room.carol()), "what the banned user is");
        Failure.unless(!hers.containsKey("org.example.banned|"), "the banned user's state stands");
        Failure.unless(hers.containsKey("org.example.guest|"), "the guest's state is lost");
    }

    /** The event id of each slot of the state. */
    private static Map<String, String> state(Member eyes, String room) {
        var slots = new TreeMap<String, String>();
        eyes.get(Member.rooms(room) + "/state").forEach(event ->
            slots.put(event.get("type").asText() + "|" + event.get("state_key").asText(), event.get("event_id").asText()));
        return slots;
    }

    private static Shared shared(Stage stage) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        bob.say(room, "here");
        Stage.awaitText(alice, room, "here");
        return new Shared(stage, room, alice, bob, bob);
    }

    private static Shared sharedByModerators(Stage stage) {
        Shared shared = shared(stage);
        Member carol = stage.visitor();
        carol.join(shared.id(), shared.alice());
        Stage.awaitMembership(shared.alice(), shared.id(), carol, "join");
        RoomScenarios.promote(shared.alice(), shared.id(), List.of(shared.bob(), carol));
        Patience.usual().until("the guest's server knows the new powers", () -> RoomScenarios.isModerator(shared.bob(), shared.id(), carol));
        return new Shared(stage, shared.id(), shared.alice(), shared.bob(), carol);
    }

    private record Shared(Stage stage, String id, Member alice, Member bob, Member carol) {
    }
}
