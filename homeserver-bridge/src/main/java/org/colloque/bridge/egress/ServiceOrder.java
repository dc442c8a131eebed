package org.colloque.bridge.egress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.colloque.bridge.egress.NameLookup.Service;

/** The order in which the targets of a service are to be tried. Spec: RFC 2782. */
final class ServiceOrder {

    private ServiceOrder() {
    }

    /** What an SRV record says. A target "." says that there is no such service. */
    record Target(int priority, int weight, String host, int port) {

        boolean isThere() {
            return !host.isEmpty() && !".".equals(host);
        }

        Service service() {
            return new Service(host.endsWith(".") ? host.substring(0, host.length() - 1) : host, port);
        }
    }

    /** By priority; among those of one priority by lot, the heavier one the likelier to come first. */
    static List<Service> of(List<Target> targets, RandomGenerator random) {
        List<Service> order = new ArrayList<>();
        targets.stream().filter(Target::isThere).collect(Collectors.groupingBy(Target::priority, TreeMap::new, Collectors.toList()))
                .values().forEach(equals -> draw(new ArrayList<>(equals), random, order));
        return order;
    }

    private static void draw(List<Target> left, RandomGenerator random, List<Service> order) {
        left.sort(Comparator.comparingInt(Target::weight));
        while (!left.isEmpty()) {
            int lot = random.nextInt(left.stream().mapToInt(Target::weight).sum() + 1);
            int at = 0;
            for (int sum = left.getFirst().weight(); sum < lot; sum += left.get(at).weight()) {
                at++;
            }
            order.add(left.remove(at).service());
        }
    }
}
