package org.colloque.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.colloque.product.Api;
import org.colloque.product.Person;

/** Very many clients that wait for news while there is none: what memory one node takes for them, and what its processors. */
final class IdleScenario implements Scenario {

    private static final int POLLS = 10_000;
    private static final int PEOPLE = 250;
    private static final int CONNECTIONS_EACH = 2_500;
    private static final int WAIT_MILLIS = 60_000;
    private static final int SETTLE_MILLIS = 10_000;
    private static final int WATCH_MILLIS = 10_000;
    private static final double MILLIS = 1_000;
    private static final double MOST_MIB = 1_000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        int polls = options.scaled(POLLS);
        List<Person> people = target.newPeople(Math.min(PEOPLE, polls));
        target.roomOf(people);
        double before = target.processes().residentMib();
        List<Api> clients = new ArrayList<>();
        for (int i = 0; i < polls; i += CONNECTIONS_EACH) {
            clients.add(new Api(target.api().address()));
        }
        List<String> places = Crowd.prepare(people.size(), i -> people.get(i).sync("set_presence=offline").orFail().get("next_batch").asText());
        var watched = new AtomicBoolean();
        try {
            Crowd.all(polls + 1, i -> i == polls ? watch(target, polls, before, report, watched)
                : poll(people.get(i % people.size()).at(clients.get(i / CONNECTIONS_EACH)), places.get(i % people.size()), watched));
        } finally {
            clients.forEach(Api::close);
        }
    }

    private static boolean poll(Person person, String since, AtomicBoolean watched) {
        person.sync("set_presence=offline&timeout=" + WAIT_MILLIS + "&since=" + since).orFail();
        if (!watched.get()) {
            throw new IllegalStateException("a long-poll was answered before there was news");
        }
        return true;
    }

    private static boolean watch(Target target, int polls, double before, Report report, AtomicBoolean watched) {
        sleep(SETTLE_MILLIS);
        double cpu = target.processes().cpuSeconds();
        sleep(WATCH_MILLIS);
        watched.set(true);
        report.atMost(polls + " long-polls that wait: resident, with the database", target.processes().residentMib(), "MiB", MOST_MIB);
        report.figure("  before they came", before, "MiB");
        report.figure("  CPU of a second while they wait", (target.processes().cpuSeconds() - cpu) * MILLIS / WATCH_MILLIS, "s");
        return true;
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
