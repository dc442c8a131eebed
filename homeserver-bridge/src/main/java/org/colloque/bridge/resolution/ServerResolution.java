package org.colloque.bridge.resolution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.colloque.bridge.directory.DirectoryEntry;
import org.colloque.bridge.directory.ServerDirectory;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.bridge.egress.NameLookup;
import org.colloque.bridge.egress.NameLookup.Service;
import org.colloque.protocol.id.ServerName;

/**
 * Finds the endpoint of a server: where the directory says, else in the specification's steps.
 *
 * <p>Spec: server-server-api, "Resolving server names".
 */
@ApplicationScoped
public class ServerResolution {

    private static final int FEDERATION_PORT = 8448;

    private final ServerDirectory directory;
    private final WellKnown wellKnown;
    private final NameLookup names;
    private final Cache<String, List<Service>> services =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

    ServerResolution(ServerDirectory directory, WellKnown wellKnown, NameLookup names) {
        this.directory = directory;
        this.wellKnown = wellKnown;
        this.names = names;
    }

    /** Where the server is reached, which name its certificate must have, and what the {@code Host} header says. */
    public Uni<Endpoint> resolve(ServerName server) {
        Optional<Endpoint> listed = directory.find(server).flatMap(DirectoryEntry::endpoint);
        if (listed.isPresent()) {
            return Uni.createFrom().item(listed.get());
        }
        if (server.isIpLiteral() || server.port().isPresent()) {
            return Uni.createFrom().item(direct(server));
        }
        return wellKnown.delegated(server.host()).chain(delegated -> byName(delegated.orElse(server)));
    }

    /** Steps 1, 2, 3.1 and 3.2, and, for a name without service records, 3.5 and 6. */
    private static Endpoint direct(ServerName server) {
        String bare = server.isIpv6Literal() ? server.host().substring(1, server.host().length() - 1) : server.host();
        return new Endpoint(bare, server.port().orElse(FEDERATION_PORT), true, bare, server.value());
    }

    private Uni<Endpoint> byName(ServerName name) {
        if (name.isIpLiteral() || name.port().isPresent()) {
            return Uni.createFrom().item(direct(name));
        }
        return service("_matrix-fed._tcp." + name.host())
                .chain(found -> found.isEmpty() ? service("_matrix._tcp." + name.host()) : Uni.createFrom().item(found))
                .map(found -> chained(name, found).orElseGet(() -> direct(name)));
    }

    /** The targets one behind the other, as they are to be tried. */
    private static Optional<Endpoint> chained(ServerName name, List<Service> targets) {
        Optional<Endpoint> first = Optional.empty();
        for (Service at : targets.reversed()) {
            first = Optional.of(new Endpoint(at.host(), at.port(), true, name.host(), name.value(), first));
        }
        return first;
    }

    private Uni<List<Service>> service(String name) {
        List<Service> known = services.getIfPresent(name);
        return known != null ? Uni.createFrom().item(known)
                : names.services(name).invoke(records -> services.put(name, records));
    }
}
