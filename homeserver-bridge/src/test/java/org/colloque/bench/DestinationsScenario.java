package org.colloque.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.product.Person;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersions;

/** A room of a hundred servers of which some are dead: how long the healthy wait for what is said. */
record DestinationsScenario(Peers peers) implements Scenario {

    private static final int DESTINATIONS = 100;
    private static final int RATE = 10;
    private static final String SENT = "sent";

    @Override
    public String name() {
        return "destinations";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        List<FakePeer> all = peers.start(options.scaled(DESTINATIONS));
        int dead = all.size() / 5;
        Person host = target.newPerson();
        String room = host.createPublicRoom();
        all.forEach(peer -> join(peer, room));
        var deliveries = new Latencies();
        Map<String, Boolean> warm = new ConcurrentHashMap<>();
        all.forEach(peer -> peer.on("PUT /_matrix/federation/v1/send/", (path, body) -> received(peer, body, deliveries, warm)));
        all.subList(0, dead).forEach(FakePeer::close);
        say(host, room, options.seconds(5), warm);
        int sent = say(host, room, options.seconds(15), Map.of());
        long expected = (long) sent * (all.size() - dead);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (deliveries.count() < expected && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        report.atLeast("deliveries to " + (all.size() - dead) + " servers beside " + dead + " dead ones", deliveries.count() * 100.0 / expected, "%", 100);
        report.figure("their p50", deliveries.percentile(50), "ms");
        report.atMost("their p99", deliveries.percentile(99), "ms", 100);
    }

    /** Says something at a steady rate; the texts tell when. Those of the warm-up are noted, not measured. */
    private static int say(Person host, String room, int seconds, Map<String, Boolean> warm) {
        int messages = seconds * RATE;
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            LockSupport.parkNanos(start + i * TimeUnit.SECONDS.toNanos(1) / RATE - System.nanoTime());
            String now = String.valueOf(System.nanoTime());
            if (warm instanceof ConcurrentHashMap<String, Boolean> noted) {
                noted.put(now, true);
            }
            host.send(room, now, "{\"msgtype\": \"m.text\", \"body\": \"a word to all\", \"" + SENT + "\": \"" + now + "\"}").orFail();
        }
        return messages;
    }

    private static FakePeer.Answer received(FakePeer peer, JsonNode body, Latencies deliveries, Map<String, Boolean> warm) {
        body.path("pdus").forEach(pdu -> {
            String sent = pdu.path("content").path(SENT).asText();
            if (!sent.isEmpty() && !warm.containsKey(sent)) {
                deliveries.add(System.nanoTime() - Long.parseLong(sent));
            }
        });
        return FakePeer.Answer.ok(JsonNodes.object().set("pdus", JsonNodes.object()));
    }

    private void join(FakePeer peer, String room) {
        UserId guest = peer.user("guest");
        JsonNode proposal = peers.ask(peer, "GET", "/_matrix/federation/v1/make_join/" + Person.encoded(room) + "/" + Person.encoded(guest.value())
            + "?ver=" + RoomVersions.DEFAULT.id(), Optional.empty());
        var version = RoomVersions.find(proposal.get("room_version").asText()).orElseThrow();
        var event = new EventBuilder(version, peer.name(), peer.key()).seal((ObjectNode) proposal.get("event"));
        peers.ask(peer, "PUT", "/_matrix/federation/v2/send_join/" + Person.encoded(room) + "/" + Person.encoded(event.eventId().value()),
            Optional.of(event.json()));
    }
}
