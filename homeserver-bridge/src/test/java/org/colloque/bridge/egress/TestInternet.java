package org.colloque.bridge.egress;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.colloque.bridge.testing.Certificates;

/**
 * A small internet: names with addresses and services, and hosts with certificates that listen at any port of their address. All of
 * it is this machine: what would go to an address and port goes to the local port of the host that stands there.
 */
public final class TestInternet implements AutoCloseable, NameLookup {

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, List<Service>> services = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Path> authorities = new CopyOnWriteArrayList<>();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final List<String> connections = new CopyOnWriteArrayList<>();

    public TestInternet(Path folder) {
        this.folder = folder;
    }

    public TestInternet name(String host, String address) {
        addresses.put(host, address);
        return this;
    }

    public TestInternet service(String name, Service... targets) {
        services.put(name, List.of(targets));
        return this;
    }

    /** A host at this address and port, with a certificate for these names. */
    public TestInternet host(String address, int port, Handler<HttpServerRequest> answers, String... certifiedNames) {
        Certificates certificates = Certificates.in(folder.resolve(address + "-" + port), certifiedNames);
        authorities.add(certificates.pem());
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(
                        new PfxOptions().setPath(certificates.keyStore().toString()).setPassword(Certificates.PASSWORD)))
                .requestHandler(answers).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        places.put(address + ":" + port, server.actualPort());
        return this;
    }

    /** The names whose services were looked up, in their order. */
    public List<String> lookedUp() {
        return lookedUp;
    }

    /** The addresses and ports to which connections went, in their order. */
    public List<String> connections() {
        return connections;
    }

    /** The gate to this internet: it trusts the certificates of all hosts that are there now. */
    public EgressGate gate() {
        return gateTo("0.0.0.0/0", "::/0");
    }

    /** The same for who may go to public addresses and these networks alone. (Those of the documentation count as not public.) */
    public EgressGate gateTo(String... networks) {
        TestSettings settings = new TestSettings(List.of(networks), List.copyOf(authorities));
        return new EgressGate(this, settings, new Connections(vertx, settings, new TrustedCertificates(settings)) {
            @Override
            Uni<EgressResponse> exchange(EgressRequest request, InetAddress address) {
                Endpoint there = request.endpoint();
                String place = address.getHostAddress() + ":" + there.port();
                connections.add(place);
                Endpoint here = new Endpoint(there.host(), places.getOrDefault(place, 1), there.secure(), there.tlsName(), there.hostPort());
                return super.exchange(new EgressRequest(request.method(), here, request.target(), request.headers(), request.body(),
                        request.limits()), InetAddress.ofLiteral("127.0.0.1"));
            }
        });
    }

    @Override
    public Uni<List<InetAddress>> addresses(String host) {
        String address = addresses.getOrDefault(host, host);
        try {
            return Uni.createFrom().item(List.of(InetAddress.ofLiteral(address)));
        } catch (IllegalArgumentException unknown) {
            return Uni.createFrom().failure(new EgressException(EgressException.Reason.UNRESOLVED, host + " has no address."));
        }
    }

    @Override
    public Uni<List<Service>> services(String name) {
        lookedUp.add(name);
        return Uni.createFrom().item(services.getOrDefault(name, List.of()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
