package org.colloque.bridge.egress;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.SrvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.colloque.bridge.egress.ServiceOrder.Target;

/** Addresses from the system's resolver (which knows the hosts file), services from its DNS server. */
@DefaultBean
@ApplicationScoped
class SystemNameLookup implements NameLookup {

    private final Vertx vertx;
    private final DnsClient dns;

    SystemNameLookup(Vertx vertx) {
        this.vertx = vertx;
        this.dns = vertx.createDnsClient();
    }

    @Override
    public Uni<List<InetAddress>> addresses(String host) {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> resolve(host), false).toCompletionStage());
    }

    @Override
    public Uni<List<Service>> services(String name) {
        return Uni.createFrom().completionStage(() -> dns.resolveSRV(name).toCompletionStage())
                .map(SystemNameLookup::inOrder)
                .onFailure().recoverWithItem(List.of());
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            throw new EgressException(EgressException.Reason.UNRESOLVED, "The name " + host + " has no address.", unknown);
        }
    }

    private static List<Service> inOrder(List<SrvRecord> records) {
        return ServiceOrder.of(records.stream().map(srv -> new Target(srv.priority(), srv.weight(), srv.target(), srv.port())).toList(),
                ThreadLocalRandom.current());
    }
}
