package org.colloque.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.colloque.product.Person;

/** The first window of a sliding sync of an account that is in very many rooms, and answers without news. */
final class SlidingScenario implements Scenario {

    private static final String PATH = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync";
    private static final int ROOMS = 3_000;
    private static final int OTHERS = 10;
    private static final int WINDOW = 20;
    private static final int EMPTY = 300;
    private static final int FIRST = 40;
    private static final int CONNECTIONS = 4;
    private static final double MILLISECONDS = 1_000;
    private static final double FIRST_AT_MOST = 60;
    private static final double EMPTY_CPU_AT_MOST = 5;

    @Override
    public String name() {
        return "sliding";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        int rooms = options.scaled(ROOMS);
        Person busy = target.newPerson();
        List<Person> others = target.newPeople(OTHERS);
        Crowd.prepare(rooms, i -> {
            Person owner = others.get(i % OTHERS);
            String room = owner.createPublicRoom();
            busy.join(room);
            new Sender(owner, List.of(room)).send(i, 0);
            return room;
        });
        String what = "first window of " + WINDOW + " rooms of " + rooms;
        report.figure(what + ", cold", first(busy, "cold", rooms), "ms");
        double[] warm = IntStream.range(0, FIRST).mapToDouble(i -> first(busy, "warm" + i % CONNECTIONS, rooms)).skip(FIRST / 2).sorted().toArray();
        report.atMost(what + ", median of " + warm.length, warm[warm.length / 2], "ms", FIRST_AT_MOST);
        String pos = busy.call("POST", PATH, body("again")).orFail().get("pos").asText();
        empty(target, busy, empty(target, busy, pos, Optional.empty()), Optional.of(report));
    }

    private static double first(Person busy, String connection, int rooms) {
        long start = System.nanoTime();
        JsonNode answer = busy.call("POST", PATH, body(connection)).orFail();
        double millis = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (answer.get("rooms").size() != Math.min(WINDOW, rooms) || answer.at("/lists/all_rooms/count").asInt() != rooms) {
            throw new IllegalStateException("the window had " + answer.get("rooms").size() + " of " + answer.at("/lists/all_rooms/count").asInt() + " rooms");
        }
        return millis;
    }

    /** Requests that come back at once with nothing. */
    private static String empty(Target target, Person busy, String pos, Optional<Report> report) {
        String place = pos;
        double cpu = target.processes().cpuSeconds();
        for (int i = 0; i < EMPTY; i++) {
            place = busy.call("POST", PATH + "?timeout=0&pos=" + Person.encoded(place), body("again")).orFail().get("pos").asText();
        }
        double each = (target.processes().cpuSeconds() - cpu) * MILLISECONDS / EMPTY;
        report.ifPresent(told -> told.atMost("  its answers without news, CPU each", each, "ms", EMPTY_CPU_AT_MOST));
        return place;
    }

    /** As a client on a telephone asks. */
    private static String body(String connection) {
        return """
            {"conn_id": "%s", "lists": {"all_rooms": {"ranges": [[0, %d]], "timeline_limit": 1, "filters": {"not_room_types": ["m.space"]}, "required_state": [
            ["m.room.name", ""], ["m.room.encryption", ""], ["m.room.member", "$LAZY"], ["m.room.member", "$ME"], ["m.room.topic", ""],
            ["m.room.avatar", ""], ["m.room.canonical_alias", ""], ["m.room.power_levels", ""], ["m.room.create", ""]]}},
            "extensions": {"account_data": {"enabled": true}, "receipts": {"enabled": true}, "typing": {"enabled": true}}}""".formatted(connection, WINDOW - 1);
    }
}
