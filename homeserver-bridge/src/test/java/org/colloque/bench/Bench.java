package org.colloque.bench;

import java.io.IOException;
import java.util.List;
import org.colloque.product.Api;

/** Measures a homeserver: one of our own that is started for it, or any other by its address. */
public final class Bench {

    private static final List<Scenario> SCENARIOS = List.of(new SendScenario(), SyncingScenario.mixed(), SyncingScenario.delivery(),
        new FirstSyncScenario(), new SlidingScenario(), new ResolutionScenario(), new KeysScenario(), new IdleScenario());

    private final Options options;
    private final Report report = new Report();

    private Bench(Options options) {
        this.options = options;
    }

    public static void main(String... arguments) throws IOException {
        try {
            new Bench(Options.parse(arguments)).run();
            System.exit(0);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(64);
        }
    }

    private void run() throws IOException {
        if (options.url().isPresent()) {
            measureGiven();
        } else {
            measureOwn();
        }
        report.write(options.json(), options.url().map(Object::toString).orElse("colloque"));
        System.out.println("\nAlso written to " + options.json().toAbsolutePath());
    }

    private void measureGiven() {
        try (var api = new Api(options.url().orElseThrow())) {
            var target = new Target(api, options.secret(), new Processes(options.processes()), java.util.Optional.empty());
            SCENARIOS.forEach(scenario -> measure(scenario, target));
            options.peer().ifPresent(peer -> {
                try (var other = new Api(peer)) {
                    measure(new FederatedJoinScenario(other), target);
                }
            });
        }
    }

    private void measureOwn() throws IOException {
        try (var own = OwnServers.prepare()) {
            own.start(options, report);
            Target target = own.target();
            SCENARIOS.forEach(scenario -> measure(scenario, target));
            try (Peers peers = own.peers()) {
                List.of(new InboundScenario(peers), new LargeJoinScenario(peers), new DestinationsScenario(peers))
                    .forEach(scenario -> measure(scenario, target));
            }
            if (options.wants("join")) {
                measure(new FederatedJoinScenario(own.startPeer()), target);
            }
            own.finish(options, report);
        }
    }

    private void measure(Scenario scenario, Target target) {
        if (!options.wants(scenario.name())) {
            return;
        }
        try {
            scenario.measure(target, options, report);
        } catch (RuntimeException failure) {
            System.out.println(scenario.name() + " could not be measured: " + failure);
        }
    }
}
