package org.colloque.product.drills;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.colloque.product.Answer;
import org.colloque.product.Api;
import org.colloque.product.Person;

/** Fifty sends a second in one room, each under a transaction id of its own and not repeated, until it is ended. */
final class SteadySends {

    private static final long STEP = TimeUnit.SECONDS.toNanos(1) / 50;

    private final Person sender;
    private final String room;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> unanswered = new ConcurrentSkipListSet<>();
    private final Map<Integer, Integer> refusals = new ConcurrentHashMap<>();
    private final AtomicLong lastAcknowledged = new AtomicLong();

    private SteadySends(Person sender, String room) {
        this.sender = sender;
        this.room = room;
    }

    static SteadySends begin(Person sender, String room) {
        var sends = new SteadySends(sender, room);
        sends.threads.submit(sends::pace);
        return sends;
    }

    /** Ends the sending and waits for the answers that are under way. */
    void end() {
        stop.set(true);
        threads.close();
    }

    /** Repeats each send that was not acknowledged, under its transaction id; fails when one is refused. */
    void retryUnacknowledged() {
        for (String transaction : List.copyOf(unanswered)) {
            acknowledged.put(transaction, send(transaction).orFail().get("event_id").asText());
            unanswered.remove(transaction);
        }
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    int unacknowledgedCount() {
        return unanswered.size();
    }

    /** How often each status other than 200 was answered. */
    Map<Integer, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    /** Waits until a send that left after this moment was acknowledged; answers how long that took. */
    long nanosUntilNextAcknowledgement() {
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(30);
        while (lastAcknowledged.get() < begin && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return System.nanoTime() - begin;
    }

    /** The events of the room that these sends made, by transaction, as the room's history has them. */
    Map<String, List<String>> stored() {
        Map<String, List<String>> events = new HashMap<>();
        String from = "";
        do {
            JsonNode page = sender.call("GET", "/_matrix/client/v3/rooms/" + Person.encoded(room) + "/messages?dir=b&limit=100" + from, null).orFail();
            for (JsonNode event : page.get("chunk")) {
                String transaction = event.at("/content/body").asText();
                if (event.get("type").asText().equals("m.room.message")) {
                    events.computeIfAbsent(transaction, ignored -> new ArrayList<>()).add(event.get("event_id").asText());
                }
            }
            from = page.has("end") ? "&from=" + Person.encoded(page.get("end").asText()) : null;
        } while (from != null);
        return events;
    }

    /** What was acknowledged: the event's id by transaction. */
    Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    private void pace() {
        long start = System.nanoTime();
        for (int n = 0; !stop.get(); n++) {
            LockSupport.parkNanos(start + n * STEP - System.nanoTime());
            String transaction = "drill" + n;
            threads.submit(() -> attempt(transaction));
        }
    }

    private void attempt(String transaction) {
        unanswered.add(transaction);
        long left = System.nanoTime();
        try {
            Answer answer = send(transaction);
            if (answer.ok()) {
                acknowledged.put(transaction, answer.json().get("event_id").asText());
                unanswered.remove(transaction);
                lastAcknowledged.accumulateAndGet(left, Math::max);
            } else {
                refusals.merge(answer.status(), 1, Integer::sum);
            }
        } catch (Api.NoAnswer lost) {
            // Stays unanswered.
        }
    }

    private Answer send(String transaction) {
        return sender.send(room, transaction, "{\"msgtype\": \"m.text\", \"body\": \"" + transaction + "\"}");
    }
}
