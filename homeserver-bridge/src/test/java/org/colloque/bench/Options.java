package org.colloque.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * What the caller wants measured.
 *
 * @param url       the homeserver to measure; empty for one of our own, started for it
 * @param secret    its registration shared secret
 * @param processes the process ids of the homeserver and its database on this machine, children included; for CPU and memory
 * @param peer      another homeserver, federated with the first and with the same secret, for the federated join
 * @param only      the names of the measurements to take; empty for all
 */
record Options(Optional<URI> url, String secret, Set<Long> processes, Optional<URI> peer, Set<String> only, boolean quick, Path json) {

    static final String USAGE = """
        usage: ./colloque bench [--quick] [--only NAME,...] [--json FILE] [--url URL --secret SECRET [--pid PID,...] [--peer URL]]

          --quick    a tenth of the time and of the crowd
          --only     of: start, send, mixed, delivery, first-sync, sliding, keys, idle, resolution, inbound, large-join, destinations, join, size
          --url      a homeserver to measure instead of one of our own; it needs the secret for registration at /_synapse/admin/v1/register
          --pid      the processes of that homeserver and its database, to count their CPU and memory
          --peer     another homeserver that federates with it, for the federated join""";

    static Options parse(String... arguments) {
        Queue<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        Optional<URI> url = Optional.empty();
        Optional<URI> peer = Optional.empty();
        String secret = "";
        Set<Long> processes = new HashSet<>();
        Set<String> only = Set.of();
        boolean quick = false;
        Path json = Path.of("bench.json");
        while (!left.isEmpty()) {
            switch (left.remove()) {
                case "--quick" -> quick = true;
                case "--url" -> url = Optional.of(URI.create(value(left)));
                case "--peer" -> peer = Optional.of(URI.create(value(left)));
                case "--secret" -> secret = value(left);
                case "--json" -> json = Path.of(value(left));
                case "--only" -> only = Set.of(value(left).split(","));
                case "--pid" -> Arrays.stream(value(left).split(",")).map(Long::parseLong).forEach(processes::add);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(url, secret, processes, peer, only, quick, json);
    }

    boolean wants(String name) {
        return only.isEmpty() || only.contains(name);
    }

    /** So much of a full run's number. */
    int scaled(int full) {
        return quick ? Math.max(1, full / 10) : full;
    }

    /** So many seconds, of those of a full run. */
    int seconds(int full) {
        return quick ? Math.max(2, full / 4) : full;
    }

    private static String value(Queue<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        return left.remove();
    }
}
