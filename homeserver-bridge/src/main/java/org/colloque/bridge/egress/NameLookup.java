package org.colloque.bridge.egress;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Port: the domain name system. */
public interface NameLookup {

    /** The addresses of a host; an IP literal is its own. Fails with {@code UNRESOLVED} when there is none. */
    Uni<List<InetAddress>> addresses(String host);

    /** The targets of a service ({@code _matrix-fed._tcp.example.org}), in the order in which they are to be tried; empty when there is none. */
    Uni<List<Service>> services(String name);

    /** Where a service runs. */
    record Service(String host, int port) {
    }
}
