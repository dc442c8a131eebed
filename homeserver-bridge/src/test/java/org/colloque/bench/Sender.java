package org.colloque.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.product.Answer;
import org.colloque.product.Person;

/** Somebody who sends messages, each with the time at which it was meant to leave. */
record Sender(Person person, List<String> rooms) {

    /** Precedes the time in a message's content. */
    static final String MARK = "\"sent\":";

    private static final AtomicLong TRANSACTIONS = new AtomicLong();
    private static final String WORDS = "The committee meets again on Thursday at ten; the amended text will be sent round before, with the annexes.";

    /** Sends the n-th message; fails when it is not acknowledged. */
    void send(int n, long meantAt) {
        String content = "{\"msgtype\":\"m.text\",\"body\":\"" + WORDS + "\"," + MARK + meantAt + "}";
        Answer answer = person.send(rooms.get(n % rooms.size()), "t" + TRANSACTIONS.incrementAndGet(), content);
        if (!answer.ok()) {
            throw new IllegalStateException("a send was answered " + answer.status() + ": " + answer.text());
        }
    }

    /** Sends one after the other until the time is up; answers how many were acknowledged. */
    int sendUntil(long end, Latencies latencies) {
        int sent = 0;
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            send(sent++, now);
            latencies.add(System.nanoTime() - now);
        }
        return sent;
    }
}
