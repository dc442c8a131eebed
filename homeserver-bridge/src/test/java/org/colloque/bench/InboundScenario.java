package org.colloque.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.product.Person;
import org.colloque.protocol.room.RoomVersions;

/** One peer has much to say in many rooms: transactions one after the other, as full as they may be. */
record InboundScenario(Peers peers) implements Scenario {

    private static final int ROOMS = 100;
    private static final int EVENTS = 300;
    private static final int MOST_PDUS = 50;

    @Override
    public String name() {
        return "inbound";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        FakePeer peer = peers.start();
        Person reader = target.newPerson();
        List<PeerRoom> rooms = Crowd.prepare(ROOMS, i -> new PeerRoom(peer, RoomVersions.V12, peer.user("owner" + i)));
        rooms.forEach(room -> reader.join(room.id().value(), peer.name().value()).orFail());
        send(peer, rooms, events(rooms, options.scaled(EVENTS) / 3));
        List<JsonNode> events = events(rooms, options.scaled(EVENTS));
        long bytes = target.tableBytes().orElse(0L);
        double cpu = target.processes().cpuSeconds();
        double took = send(peer, rooms, events);
        double used = target.processes().cpuSeconds() - cpu;
        report.atLeast("PDUs of one peer in " + ROOMS + " rooms", events.size() / took, "/s", 5_000);
        report.figure("CPU for 1,000 of them, database included", used / events.size() * 1_000, "s");
        target.tableBytes().ifPresent(after -> report.atMost("bytes on disk, one PDU", (after - bytes) / (double) events.size(), "B", 2_500));
    }

    private static List<JsonNode> events(List<PeerRoom> rooms, int each) {
        List<JsonNode> events = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (PeerRoom room : rooms) {
                events.add(room.say("message " + i + " of a peer that has much to say").json());
            }
        }
        return events;
    }

    /** How long it took, in seconds. */
    private double send(FakePeer peer, List<PeerRoom> rooms, List<JsonNode> events) {
        long start = System.nanoTime();
        for (int from = 0; from < events.size(); from += MOST_PDUS) {
            ObjectNode transaction = rooms.getFirst().transaction(events.subList(from, Math.min(events.size(), from + MOST_PDUS)));
            JsonNode answer = peers.ask(peer, "PUT", "/_matrix/federation/v1/send/" + start + "x" + from, Optional.of(transaction));
            answer.get("pdus").forEach(result -> {
                if (result.has("error")) {
                    throw new IllegalStateException("A lawful event was refused: " + result);
                }
            });
        }
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
