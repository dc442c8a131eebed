package org.colloque.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Person;

/** The first sync of an account that is in many rooms. */
final class FirstSyncScenario implements Scenario {

    private static final int ROOMS = 500;
    private static final int OTHERS = 10;
    private static final int MESSAGES = 3;

    @Override
    public String name() {
        return "first-sync";
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
            var sender = new Sender(owner, List.of(room));
            for (int message = 0; message < MESSAGES; message++) {
                sender.send(message, 0);
            }
            return room;
        });
        sync(target, busy, rooms, report, "first sync of " + rooms + " rooms, cold", 0);
        sync(target, busy, rooms, report, "first sync of " + rooms + " rooms", 1_000);
    }

    private static void sync(Target target, Person busy, int rooms, Report report, String what, double atMost) {
        double cpu = target.processes().cpuSeconds();
        long start = System.nanoTime();
        var answer = busy.sync("");
        double millis = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        int found = answer.orFail().at("/rooms/join").size();
        if (found != rooms) {
            throw new IllegalStateException("the first sync had " + found + " rooms instead of " + rooms);
        }
        if (atMost > 0) {
            report.atMost(what, millis, "ms", atMost);
            report.figure("  its size", answer.body().length / 1_000.0, "kB");
            report.figure("  its CPU", target.processes().cpuSeconds() - cpu, "s");
        } else {
            report.figure(what, millis, "ms");
        }
    }
}
