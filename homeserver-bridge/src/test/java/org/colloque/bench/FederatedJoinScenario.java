package org.colloque.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Answer;
import org.colloque.product.Api;
import org.colloque.product.Person;

/** Somebody of another server joins a large room. */
record FederatedJoinScenario(Api peer) implements Scenario {

    private static final int MEMBERS = 2_000;

    @Override
    public String name() {
        return "join";
    }

    @Override
    public void measure(Target target, Options options, Report report) {
        List<Person> people = target.newPeople(options.scaled(MEMBERS));
        long start = System.nanoTime();
        String room = target.roomOf(people);
        report.figure("local joins, a few at a time", people.size() / seconds(start), "/s");
        Person guest = Person.register(peer, target.secret(), "guest" + System.nanoTime());
        String via = people.getFirst().userId().replaceFirst("^[^:]*:", "");
        start = System.nanoTime();
        Answer answer = guest.join(room, via);
        double took = seconds(start);
        answer.orFail();
        report.atMost("federated join of a room of " + people.size(), took, "s", 5);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
