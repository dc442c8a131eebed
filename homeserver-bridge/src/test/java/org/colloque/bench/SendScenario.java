package org.colloque.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.colloque.product.Person;

/** Acknowledged sends a second, as fast as senders can who wait for each answer; what they cost in CPU and on disk. */
final class SendScenario implements Scenario {

    private static final int SENDERS = 32;
    private static final int ROOMS_EACH = 4;
    private static final int SECONDS = 12;
    private static final int WARM_UP_SECONDS = 8;

    @Override
    public String name() {
        return "send";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        List<Person> people = target.newPeople(SENDERS);
        String hot = target.roomOf(people);
        List<Sender> many = Crowd.prepare(SENDERS, i -> new Sender(people.get(i),
            Stream.generate(people.get(i)::createPublicRoom).limit(ROOMS_EACH).toList()));
        List<Sender> one = List.of(many.getFirst());
        List<Sender> inOneRoom = people.stream().map(person -> new Sender(person, List.of(hot))).toList();
        new Run(target, many, options.seconds(WARM_UP_SECONDS)).go();
        new Run(target, one, options.seconds(SECONDS) / 2).go().report(report, "sends, 1 sender", 0);
        Run manyRooms = new Run(target, many, options.seconds(SECONDS)).go();
        manyRooms.report(report, "sends, 32 senders, many rooms", 2_000);
        new Run(target, inOneRoom, options.seconds(SECONDS)).go().report(report, "sends, 32 senders, one hot room", 2_000);
        manyRooms.reportCost(report);
    }

    /** One stretch of sending. */
    private static final class Run {

        private final Target target;
        private final List<Sender> senders;
        private final int seconds;
        private final Latencies latencies = new Latencies();
        private double rate;
        private double cpu;
        private double bytes;
        private int sent;

        Run(Target target, List<Sender> senders, int seconds) {
            this.target = target;
            this.senders = senders;
            this.seconds = seconds;
        }

        Run go() {
            double cpuBefore = target.processes().cpuSeconds();
            long bytesBefore = target.tableBytes().orElse(0L);
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            List<Integer> counts = new ArrayList<>(Crowd.all(senders.size(), i -> senders.get(i).sendUntil(end, latencies)));
            sent = counts.stream().mapToInt(Integer::intValue).sum();
            rate = sent / ((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
            cpu = target.processes().cpuSeconds() - cpuBefore;
            bytes = target.tableBytes().orElse(0L) - bytesBefore;
            return this;
        }

        void report(Report report, String what, double target) {
            if (target > 0) {
                report.atLeast(what, rate, "/s", target);
            } else {
                report.figure(what, rate, "/s");
            }
            report.figure("  answered within, p50", latencies.percentile(50), "ms");
            report.figure("  answered within, p99", latencies.percentile(99), "ms");
        }

        void reportCost(Report report) {
            if (target.processes().known()) {
                report.atMost("CPU of 1,000 sends (server and database)", cpu / sent * 1_000, "s", 0.6);
            }
            if (target.database().isPresent()) {
                report.figure("tables and indexes on disk, one message", bytes / sent, "bytes");
            }
        }
    }
}
