package org.colloque.interop;

import static org.colloque.interop.Scenario.anywhere;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.product.Answer;

/** Devices, their keys and messages to them: what encrypted conversations across the border stand on. */
final class DeviceScenarios {

    private static final int ONE_TIME_KEYS = 5;
    private static final int NOTES = 7;

    private DeviceScenarios() {
    }

    static List<Scenario> all() {
        return List.of(
            anywhere("device keys are found", DeviceScenarios::keyQuery),
            anywhere("one-time keys are claimed, each once", DeviceScenarios::keyClaim),
            anywhere("cross-signing keys are found", DeviceScenarios::crossSigning),
            anywhere("messages to a device, in order", DeviceScenarios::toDevice),
            anywhere("a joining user's devices are announced", DeviceScenarios::announcedByJoin),
            anywhere("a new device and a lost one are announced", DeviceScenarios::announcedByChange));
    }

    private static Stage inNewestRooms(Stage stage) {
        return new Stage(stage.host(), stage.guest(), 10);
    }

    /** Two people who share a room. */
    private static Pair pair(Stage stage) {
        Stage rooms = inNewestRooms(stage);
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        String room = rooms.sharedRoom(alice, bob);
        Stage.awaitMembership(alice, room, bob, "join");
        return new Pair(alice, bob);
    }

    private static JsonNode query(Member asking, Member asked) {
        return asking.post("/keys/query", Map.of("device_keys", Map.of(asked.id(), List.of())));
    }

    private static String identity(JsonNode answer, Member of) {
        return answer.path("device_keys").path(of.id()).path(of.person().deviceId()).path("keys").path("ed25519:" + of.person().deviceId()).asText();
    }

    private static void keyQuery(Stage stage) {
        Pair pair = pair(stage);
        String identity = new DeviceKeys(pair.alice()).upload(0).identity();
        Patience.usual().until("the guest finds the keys of the host's user", () -> identity(query(pair.bob(), pair.alice()), pair.alice()).equals(identity));
        Member stranger = stage.hostess();
        String strange = new DeviceKeys(stranger).upload(0).identity();
        JsonNode answer = query(pair.bob(), stranger);
        Failure.unlessEqual(strange, identity(answer, stranger), "the keys of somebody who shares no room, in " + answer);
        Failure.unless(!answer.at("/device_keys" + Syncing.step(stranger.id()) + Syncing.step(stranger.person().deviceId())).has("one_time_keys"),
            "one-time keys in a query");
    }

    private static void keyClaim(Stage stage) {
        Pair pair = pair(stage);
        new DeviceKeys(pair.alice()).upload(ONE_TIME_KEYS);
        var claimed = new HashSet<String>();
        for (int number = 0; number < ONE_TIME_KEYS; number++) {
            JsonNode keys = claim(pair);
            Failure.unless(keys.size() == 1 && keys.fieldNames().next().startsWith("signed_curve25519:"), "a claim brought " + keys);
            claimed.add(keys.elements().next().path("key").asText());
        }
        Failure.unlessEqual(ONE_TIME_KEYS, claimed.size(), "different keys");
        Failure.unlessEqual(0, claim(pair).size(), "keys when none are left");
    }

    private static JsonNode claim(Pair pair) {
        String device = pair.alice().person().deviceId();
        return pair.bob().post("/keys/claim", Map.of("one_time_keys", Map.of(pair.alice().id(), Map.of(device, "signed_curve25519"))))
            .path("one_time_keys").path(pair.alice().id()).path(device);
    }

    private static void crossSigning(Stage stage) {
        Pair pair = pair(stage);
        DeviceKeys keys = new DeviceKeys(pair.alice()).upload(0);
        Syncing sync = Syncing.of(pair.bob());
        String master = keys.crossSign();
        sync.untilAny("the guest's sync says that the keys changed", "/device_lists/changed", user -> user.asText().equals(pair.alice().id()));
        Patience.usual().until("the guest finds the master key",
            () -> query(pair.bob(), pair.alice()).path("master_keys").path(pair.alice().id()).path("keys").path("ed25519:" + master).asText().equals(master));
        JsonNode answer = query(pair.bob(), pair.alice());
        Failure.unless(answer.path("self_signing_keys").has(pair.alice().id()), "no self-signing key in " + answer);
        Failure.unless(!answer.path("user_signing_keys").has(pair.alice().id()), "the user-signing key is shown to others");
    }

    private static void toDevice(Stage stage) {
        Pair pair = pair(stage);
        Syncing sync = Syncing.of(pair.alice());
        sendNotes(pair.bob(), pair.alice());
        awaitNotes(sync, pair.bob());
    }

    /** Sends numbered messages to the other's devices. */
    static void sendNotes(Member from, Member to) {
        for (int number = 0; number < NOTES; number++) {
            from.put("/sendToDevice/org.example.note/" + UUID.randomUUID(),
                Map.of("messages", Map.of(to.id(), Map.of(number % 2 == 0 ? "*" : to.person().deviceId(), Map.of("number", number)))));
        }
    }

    /** Goes on until all of them are there, each once and in order. */
    static void awaitNotes(Syncing sync, Member from) {
        var read = new ArrayList<Integer>();
        sync.until("all messages are there", answer -> {
            answer.at("/to_device/events").forEach(event -> {
                Failure.unlessEqual(from.id(), event.path("sender").asText(), "the sender");
                read.add(event.at("/content/number").asInt());
            });
            return read.size() >= NOTES;
        });
        Failure.unlessEqual(IntStream.range(0, NOTES).boxed().toList(), read, "the messages");
    }

    private static void announcedByJoin(Stage stage) {
        Stage rooms = inNewestRooms(stage);
        Member alice = stage.hostess();
        Member bob = stage.visitor();
        new DeviceKeys(alice).upload(0);
        String identity = new DeviceKeys(bob).upload(0).identity();
        String room = rooms.publicRoom(alice);
        Syncing hers = Syncing.of(alice);
        Syncing his = Syncing.of(bob);
        bob.join(room, alice);
        hers.untilAny("the host's sync announces the guest", "/device_lists/changed", user -> user.asText().equals(bob.id()));
        his.untilAny("the guest's sync announces the host's user", "/device_lists/changed", user -> user.asText().equals(alice.id()));
        Failure.unlessEqual(identity, identity(query(alice, bob), bob), "the guest's keys");
        bob.leave(room);
        hers.untilAny("the host's sync says that the guest is gone", "/device_lists/left", user -> user.asText().equals(bob.id()));
    }

    private static void announcedByChange(Stage stage) {
        Pair pair = pair(stage);
        new DeviceKeys(pair.alice()).upload(0);
        Patience.usual().until("the guest finds the first device", () -> !identity(query(pair.bob(), pair.alice()), pair.alice()).isEmpty());
        Syncing sync = Syncing.of(pair.bob());
        Answer login = pair.alice().tryPost("/login", Map.of("type", "m.login.password", "password", pair.alice().person().password(),
            "identifier", Map.of("type", "m.id.user", "user", pair.alice().id())));
        JsonNode session = login.orFail();
        Member second = new Member(new org.colloque.product.Person(pair.alice().person().api(), pair.alice().id(), session.get("device_id").asText(),
            session.get("access_token").asText()));
        String identity = new DeviceKeys(second).upload(0).identity();
        sync.untilAny("the guest's sync announces the new device", "/device_lists/changed", user -> user.asText().equals(pair.alice().id()));
        Patience.usual().until("the guest finds the new device", () -> identity(query(pair.bob(), second), second).equals(identity));
        second.post("/logout", Map.of());
        sync.untilAny("the guest's sync announces the lost device", "/device_lists/changed", user -> user.asText().equals(pair.alice().id()));
        Patience.usual().until("the lost device is gone", () -> identity(query(pair.bob(), second), second).isEmpty());
    }

    private record Pair(Member alice, Member bob) {
    }
}
