package org.colloque.bench;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.colloque.product.Person;

/** Messages at a steady rate in one room whose members all long-poll: how long a send takes, and how long until each member has it. */
final class SyncingScenario implements Scenario {

    private static final int SENDERS = 10;

    private final String name;
    private final int members;
    private final int rate;
    private final Targets targets;

    private SyncingScenario(String name, int members, int rate, Targets targets) {
        this.name = name;
        this.members = members;
        this.rate = rate;
        this.targets = targets;
    }

    /** 200 messages a second while 50 members sync. */
    static SyncingScenario mixed() {
        return new SyncingScenario("mixed", 50, 200, new Targets(50, Double.POSITIVE_INFINITY));
    }

    /** A message now and then to 200 members. */
    static SyncingScenario delivery() {
        return new SyncingScenario("delivery", 200, 5, new Targets(Double.POSITIVE_INFINITY, 150));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        List<Person> people = target.newPeople(members);
        String room = target.roomOf(people);
        var stop = new AtomicBoolean();
        var deliveries = new Latencies();
        var warmUp = new Latencies();
        List<SyncLoop> warm = Crowd.prepare(members, i -> new SyncLoop(people.get(i), warmUp, stop).begin());
        run(warm, stop, () -> sendAtRate(people, room, options.seconds(8), new Latencies()));
        stop.set(false);
        List<SyncLoop> loops = Crowd.prepare(members, i -> new SyncLoop(people.get(i), deliveries, stop).begin());
        var sends = new Latencies();
        double cpu = target.processes().cpuSeconds();
        int sent = run(loops, stop, () -> sendAtRate(people, room, options.seconds(15), sends));
        report(report, sends, deliveries, sent, target.processes().cpuSeconds() - cpu);
    }

    private void report(Report report, Latencies sends, Latencies deliveries, int sent, double cpu) {
        String what = rate + "/s with " + members + " syncing: ";
        report.figure(what + "send p50", sends.percentile(50), "ms");
        bounded(report, what + "send p99", sends.percentile(99), targets.send);
        report.figure(what + "delivery p50", deliveries.percentile(50), "ms");
        bounded(report, what + "delivery p99", deliveries.percentile(99), targets.delivery);
        report.figure(what + "delivered of those sent", 100.0 * deliveries.count() / Math.max(1, (long) sent * members), "%");
        if (cpu > 0) {
            report.figure(what + "CPU of 1,000 messages", cpu / Math.max(1, sent) * 1_000, "s");
        }
    }

    private static void bounded(Report report, String name, double value, double target) {
        if (Double.isInfinite(target)) {
            report.figure(name, value, "ms");
        } else {
            report.atMost(name, value, "ms", target);
        }
    }

    private static int run(List<SyncLoop> loops, AtomicBoolean stop, java.util.function.IntSupplier sending) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> syncing = new ArrayList<>();
            loops.forEach(loop -> syncing.add(threads.submit(loop::run)));
            int sent = sending.getAsInt();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            stop.set(true);
            for (Future<Integer> loop : syncing) {
                loop.get();
            }
            return sent;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Each message has its moment, whether or not those before it were answered by then: a slow server is not spared. */
    private int sendAtRate(List<Person> people, String room, int seconds, Latencies latencies) {
        int messages = rate * seconds;
        long start = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        Crowd.all(messages, n -> {
            long moment = start + n * step;
            for (long wait = moment - System.nanoTime(); wait > 0; wait = moment - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            new Sender(people.get(n % Math.min(SENDERS, members)), List.of(room)).send(0, moment);
            latencies.add(System.nanoTime() - moment);
            return n;
        });
        return messages;
    }

    private record Targets(double send, double delivery) {
    }
}
