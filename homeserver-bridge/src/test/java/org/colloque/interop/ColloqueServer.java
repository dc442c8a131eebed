package org.colloque.interop;

import java.nio.file.Path;
import org.colloque.product.Api;
import org.colloque.product.Certificates;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;

/** Our own homeserver. */
final class ColloqueServer implements Homeserver {

    private final Link link;
    private final ServiceProcess service;

    /** One that is not started yet. */
    ColloqueServer(Path folder, Certificates certificates) {
        int port = ServiceProcess.freePort();
        this.link = new Link(port).heal();
        this.service = new ServiceProcess(serverName(), folder)
            .set("colloque.federation.admission", "open")
            .set("colloque.federation.trusted-certificates", certificates.authority().toString())
            .set("colloque.federation.retry-minimum", "1s")
            .set("colloque.federation.retry-maximum", "2s")
            .set("colloque.egress.allowed-networks", "127.0.0.0/8")
            .set("quarkus.http.ssl-port", String.valueOf(port))
            .set("quarkus.http.ssl.certificate.files", certificates.issue("colloque", "localhost").toString())
            .set("quarkus.http.ssl.certificate.key-files", certificates.key("colloque").toString());
    }

    @Override
    public String make() {
        return "colloque";
    }

    @Override
    public String serverName() {
        return "localhost:" + link.port();
    }

    @Override
    public Api api() {
        return service.api();
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public Person register(String name) {
        return service.register(name);
    }

    @Override
    public void start() {
        service.start();
    }

    @Override
    public void stop() {
        service.stop();
    }

    @Override
    public void close() {
        service.close();
        link.close();
    }
}
