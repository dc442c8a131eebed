package org.colloque.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.colloque.product.Answer;
import org.colloque.product.Api;
import org.colloque.product.Person;

/** Somebody whose client long-polls, and who notes how long each message was on its way. */
final class SyncLoop {

    private static final String FILTER = "filter=" + Person.encoded("{\"room\":{\"timeline\":{\"limit\":200},\"state\":{\"lazy_load_members\":true}}}");
    private static final byte[] MARK = Sender.MARK.getBytes(StandardCharsets.UTF_8);
    private static final byte[] TOKEN = "\"next_batch\":\"".getBytes(StandardCharsets.UTF_8);

    private final Person person;
    private final Latencies latencies;
    private final AtomicBoolean stop;
    private String since;

    SyncLoop(Person person, Latencies latencies, AtomicBoolean stop) {
        this.person = person;
        this.latencies = latencies;
        this.stop = stop;
    }

    /** The first sync, of what was before. */
    SyncLoop begin() {
        since = person.sync(FILTER).orFail().get("next_batch").asText();
        return this;
    }

    /** Syncs until told to stop; answers how many syncs it took. */
    int run() {
        int syncs = 0;
        while (!stop.get()) {
            try {
                Answer answer = person.sync(FILTER + "&timeout=2000&since=" + Person.encoded(since));
                long now = System.nanoTime();
                if (!answer.ok()) {
                    throw new IllegalStateException("a sync was answered " + answer.status() + ": " + answer.text());
                }
                note(answer.body(), now);
                syncs++;
            } catch (Api.NoAnswer tooLate) {
                // A client tries again.
            }
        }
        return syncs;
    }

    private void note(byte[] body, long now) {
        for (int at = find(body, MARK, 0); at >= 0; at = find(body, MARK, at)) {
            at += MARK.length;
            long sent = 0;
            for (; body[at] >= '0' && body[at] <= '9'; at++) {
                sent = sent * 10 + body[at] - '0';
            }
            latencies.add(now - sent);
        }
        int start = find(body, TOKEN, 0) + TOKEN.length;
        int end = start;
        while (body[end] != '"') {
            end++;
        }
        since = new String(body, start, end - start, StandardCharsets.UTF_8);
    }

    private static int find(byte[] body, byte[] text, int from) {
        for (int i = from; i <= body.length - text.length; i++) {
            int matched = 0;
            while (matched < text.length && body[i + matched] == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                return i;
            }
        }
        return -1;
    }
}
