package org.colloque.interop;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What happens while the servers do not reach each other, and after it. One outage serves all scenarios and rooms. */
final class OutageScenarios {

    private static final int SOME = 50;
    private static final int MANY = 150;
    private static final Patience LONG = Patience.of(Duration.ofSeconds(60));

    private final Runner runner;
    private final Options options;

    OutageScenarios(Runner runner, Options options) {
        this.runner = runner;
        this.options = options;
    }

    void play(Homeserver host, Homeserver guest, Set<Integer> shared) {
        Set<Integer> newest = Set.of(shared.stream().max(Integer::compare).orElseThrow());
        List<Act> down = Stream.of(
            acts(Scenario.inRooms(SOME + " events while the other is down", null), host, guest, shared, stage -> missed(stage, SOME)),
            acts(Scenario.inRooms(MANY + " events while the other is down", null), host, guest, newest, stage -> missed(stage, MANY)),
            acts(Scenario.anywhere("devices and messages to them while the other is down", null), host, guest, shared, OutageScenarios::devices))
            .flatMap(List::stream).toList();
        play(down, guest::stop, guest::start);
        List<Act> apart = acts(Scenario.inRooms("cut link, both sides change state, healed", null).asCore(), host, guest, shared, SplitRoom::act);
        play(apart, () -> Stream.of(host.link(), guest.link()).forEach(Link::cut), () -> Stream.of(host.link(), guest.link()).forEach(Link::heal));
    }

    private List<Act> acts(Scenario scenario, Homeserver host, Homeserver guest, Set<Integer> shared, Function<Stage, Act.Halves> prepared) {
        return !options.wants(scenario.name()) ? List.of() : options.versions(scenario, shared).stream()
            .map(version -> new Stage(host, guest, version)).map(stage -> new Act(scenario.name(), stage, prepared(stage, prepared))).toList();
    }

    /** What cannot even be prepared fails when its turn comes. */
    private static Act.Halves prepared(Stage stage, Function<Stage, Act.Halves> prepared) {
        try {
            return prepared.apply(stage);
        } catch (RuntimeException failure) {
            return new Act.Halves(() -> { }, () -> {
                throw failure;
            });
        }
    }

    private void play(List<Act> acts, Runnable interrupt, Runnable resume) {
        if (!acts.isEmpty()) {
            interrupt.run();
            acts.forEach(act -> act.halves().meanwhile().run());
            resume.run();
            acts.forEach(act -> runner.play(act.name(), act.stage(), stage -> act.halves().afterwards().run()));
        }
    }

    private static Act.Halves missed(Stage stage, int messages) {
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = stage.sharedRoom(alice, bob);
        Stage.awaitMembership(alice, room, bob, "join");
        List<String> said = IntStream.range(0, messages).mapToObj(number -> "message " + number).toList();
        return new Act.Halves(() -> said.forEach(text -> alice.say(room, text)), () -> {
            String question = bob.say(room, "what did I miss?");
            LONG.until("the last event arrives", () -> bob.lastTexts(room).contains(said.getLast()));
            List<String> read = Member.texts(bob.history(room)).stream().filter(text -> text.startsWith("message")).toList();
            Failure.unlessEqual(said, read, "what arrived");
            Patience.usual().until("the host has the returning user's words", () -> alice.event(room, question).has("content"));
        });
    }

    private static Act.Halves devices(Stage stage) {
        Stage rooms = new Stage(stage.host(), stage.guest(), 10);
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = rooms.sharedRoom(alice, bob);
        Stage.awaitMembership(alice, room, bob, "join");
        Syncing sync = Syncing.of(bob);
        return new Act.Halves(() -> {
            new DeviceKeys(alice).upload(0);
            DeviceScenarios.sendNotes(alice, bob);
        }, () -> {
            bob.say(room, "here again");
            DeviceScenarios.awaitNotes(sync, alice);
            String device = alice.person().deviceId();
            LONG.until("the guest finds the keys of the host's user", () -> bob.post("/keys/query", java.util.Map.of("device_keys",
                java.util.Map.of(alice.id(), List.of()))).path("device_keys").path(alice.id()).path(device).path("keys").has("ed25519:" + device));
        });
    }

    /** A scenario on its stage, prepared: what is done during the outage, and what must come of it. */
    record Act(String name, Stage stage, Halves halves) {

        record Halves(Runnable meanwhile, Runnable afterwards) {
        }
    }
}
