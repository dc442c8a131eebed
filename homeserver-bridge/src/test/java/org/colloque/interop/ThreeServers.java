package org.colloque.interop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The same histories on two servers of ours and one of the other make: together, all apart, and with one that hears nothing. They end alike. */
final class ThreeServers {

    private static final Scenario SCENARIO = Scenario.inRooms("one history on three servers", null);
    /** Resolution v1 goes by what came first, so that servers may differ for as long as nobody changes the state again. */
    private static final int FIRST_WITH_ONE_ANSWER = 2;

    private final Runner runner;
    private final List<Homeserver> servers;
    private final Map<SharedHistory, RuntimeException> failed = new HashMap<>();

    ThreeServers(Runner runner, List<Homeserver> servers) {
        this.runner = runner;
        this.servers = servers;
    }

    static boolean areWanted(Options options) {
        return options.wants(SCENARIO.name());
    }

    void play(Options options, Set<Integer> shared) {
        List<Integer> versions = options.versions(SCENARIO, shared).stream().filter(version -> version >= FIRST_WITH_ONE_ANSWER).toList();
        List<SharedHistory> rooms = IntStream.range(0, versions.size()).mapToObj(i -> SharedHistory.prepare(i, versions.get(i), from(i))).toList();
        List<List<Homeserver>> deaf = List.of(List.of(), servers, List.of(servers.getFirst()), servers, List.of(servers.getLast()));
        for (int round = 0; round < deaf.size(); round++) {
            play(round, rooms, deaf.get(round));
        }
        rooms.forEach(room -> runner.play(SCENARIO.name(), stage(room), stage -> {
            if (failed.containsKey(room)) {
                throw failed.get(room);
            }
        }));
    }

    private void play(int round, List<SharedHistory> rooms, List<Homeserver> deaf) {
        deaf.forEach(server -> server.link().cut());
        rooms.forEach(room -> room.act(round));
        deaf.forEach(server -> server.link().heal());
        rooms.stream().filter(room -> !failed.containsKey(room)).forEach(room -> {
            try {
                room.expectOneState(round);
            } catch (RuntimeException failure) {
                failed.put(room, failure);
            }
        });
    }

    /** The servers, another one first for each room: it makes the room. */
    private List<Homeserver> from(int number) {
        var order = new ArrayList<>(servers);
        Collections.rotate(order, -number);
        return order;
    }

    private Stage stage(SharedHistory room) {
        List<Homeserver> order = from(room.number());
        return new Stage(order.get(0), order.get(1), room.version());
    }
}
