package org.colloque.interop;

import static org.colloque.product.Person.encoded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One room of three servers, in which people of each do what comes to their minds: they change its state, its powers and who is in it.
 * What they may not do is refused, and is as much part of the history as what they may.
 *
 * @param number  which of the rooms; also what chance starts from
 * @param anchors one person of each server, who nobody removes
 * @param others  one more of each, who come and go
 */
record SharedHistory(int number, int version, String id, List<Member> anchors, List<Member> others) {

    private static final Patience LONG = Patience.of(Duration.ofSeconds(90));
    private static final int ACTS = 6;
    private static final int POWER = 100;
    private static final int CREATORS = 12;

    /** A room of the first server that people of all three have joined. */
    static SharedHistory prepare(int number, int version, List<Homeserver> servers) {
        List<Member> anchors = servers.stream().map(server -> new Member(server.register(Stage.unique("anchor")))).toList();
        List<Member> others = servers.stream().map(server -> new Member(server.register(Stage.unique("other")))).toList();
        Member creator = anchors.getFirst();
        String room = creator.create(String.valueOf(version), Map.of("preset", "public_chat"));
        var history = new SharedHistory(number, version, room, anchors, others);
        history.everybody().filter(member -> member != creator).forEach(history::enter);
        history.giveEqualPowers();
        return history;
    }

    private Stream<Member> everybody() {
        return Stream.concat(anchors.stream(), others.stream());
    }

    /** One after the other: who does not know yet that a server came in sends it nothing. */
    private void enter(Member member) {
        member.join(id, anchors.getFirst());
        anchors.stream().filter(eyes -> eyes.isIn(id)).forEach(eyes -> Stage.awaitMembership(eyes, id, member, "join"));
    }

    private void giveEqualPowers() {
        Member creator = anchors.getFirst();
        ObjectNode levels = (ObjectNode) creator.state(id, "m.room.power_levels", "");
        ObjectNode users = levels.withObject("/users");
        anchors.stream().filter(anchor -> version < CREATORS || anchor != creator).forEach(anchor -> users.put(anchor.id(), POWER));
        creator.setState(id, "m.room.power_levels", levels);
        anchors.forEach(eyes -> Patience.usual().until("all servers know the powers",
            () -> eyes.state(id, "m.room.power_levels", "").at("/users" + Syncing.step(anchors.getLast().id())).asInt() == POWER));
    }

    /** Some acts on every server, in an order that the number of the room and of the round tell. */
    void act(int round) {
        var chance = new Random(number * 1_000L + round);
        for (int i = 0; i < ACTS; i++) {
            for (int server = 0; server < anchors.size(); server++) {
                act(chance, server, "round " + round + ", act " + i);
            }
        }
    }

    private void act(Random chance, int server, String what) {
        Member anchor = anchors.get(server);
        Member own = others.get(server);
        Member any = others.get(chance.nextInt(others.size()));
        switch (chance.nextInt(10)) {
            case 0 -> anchor.trySetState(id, "m.room.topic", Map.of("topic", what + " of " + anchor.id()));
            case 1 -> own.trySetState(id, "m.room.name", Map.of("name", what + " of " + own.id()));
            case 2 -> anchor.tryPost(Member.rooms(id) + "/ban", Map.of("user_id", any.id(), "reason", what));
            case 3 -> anchor.tryPost(Member.rooms(id) + "/unban", Map.of("user_id", any.id()));
            case 4 -> anchor.tryPost(Member.rooms(id) + "/kick", Map.of("user_id", any.id(), "reason", what));
            case 5 -> own.tryPost(Member.rooms(id) + "/leave", Map.of());
            case 6 -> own.tryPost("/join/" + encoded(id), Map.of());
            case 7 -> setPower(anchor, any, chance.nextInt(3) * (POWER / 2 - 1));
            case 8 -> anchor.trySetState(id, "m.room.join_rules", Map.of("join_rule", chance.nextBoolean() ? "public" : "invite"));
            default -> own.trySay(id, what);
        }
    }

    private void setPower(Member who, Member whose, int level) {
        ObjectNode levels = (ObjectNode) who.state(id, "m.room.power_levels", "");
        levels.withObject("/users").put(whose.id(), level);
        who.trySetState(id, "m.room.power_levels", levels);
    }

    /** Every server gets every other's last word, and then all have one state. */
    void expectOneState(int round) {
        List<String> words = anchors.stream().map(anchor -> "the end of round " + round + " by " + anchor.id()).toList();
        for (int i = 0; i < words.size(); i++) {
            anchors.get(i).say(id, words.get(i));
        }
        anchors.forEach(eyes -> LONG.until(eyes.id() + " reads " + words, () -> eyes.lastTexts(id).containsAll(words)));
        try {
            LONG.until("the servers agree", () -> differences().isEmpty());
        } catch (Failure notYet) {
            throw new Failure("after round " + round + " the servers differ in " + differences());
        }
    }

    /** What the servers say of each slot that they do not agree on. */
    private Map<String, List<String>> differences() {
        List<Map<String, String>> states = anchors.stream().map(eyes -> SplitRoom.state(eyes, id)).toList();
        var all = new TreeMap<String, List<String>>();
        states.forEach(state -> state.keySet().forEach(slot -> all.computeIfAbsent(slot, absent -> {
            var found = new ArrayList<String>();
            states.forEach(one -> found.add(one.getOrDefault(slot, "nothing")));
            return found;
        })));
        all.values().removeIf(found -> found.stream().distinct().count() == 1);
        return all;
    }
}
