package org.colloque.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/** Two ministries' services that find and trust each other; neither is started yet. */
public record Ministries(ServiceProcess first, ServiceProcess second) implements AutoCloseable {

    public static final String FIRST = "assemblee.localhost";
    public static final String SECOND = "numerique.localhost";

    /** With all their files below a folder. */
    public static Ministries below(Path folder) {
        return below(folder, IntUnaryOperator.identity());
    }

    /** The same, where each finds the other at what lies in front of its port. */
    public static Ministries below(Path folder, IntUnaryOperator published) {
        int firstPort = ServiceProcess.freePort();
        int secondPort = ServiceProcess.freePort();
        var certificates = Certificates.in(folder.resolve("certificates"));
        Path directory = folder.resolve("directory.json");
        try {
            Files.writeString(directory, """
                {"servers": [{"name": "%s", "endpoint": "127.0.0.1:%d"}, {"name": "%s", "endpoint": "127.0.0.1:%d"}]}
                """.formatted(FIRST, published.applyAsInt(firstPort), SECOND, published.applyAsInt(secondPort)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Ministries(service(FIRST, firstPort, folder, certificates), service(SECOND, secondPort, folder, certificates));
    }

    public Ministries start() {
        first.launch();
        second.launch();
        first.awaitReady();
        second.awaitReady();
        return this;
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private static ServiceProcess service(String name, int port, Path folder, Certificates certificates) {
        return new ServiceProcess(name, folder.resolve(name))
            .set("colloque.federation.admission", "directory")
            .set("colloque.federation.directory", folder.resolve("directory.json").toString())
            .set("colloque.federation.trusted-certificates", certificates.authority().toString())
            .set("colloque.federation.retry-minimum", "1s")
            .set("colloque.federation.retry-maximum", "5s")
            .set("colloque.egress.allowed-networks", "127.0.0.0/8")
            .set("quarkus.http.ssl-port", String.valueOf(port))
            .set("quarkus.http.ssl.certificate.files", certificates.issue(name).toString())
            .set("quarkus.http.ssl.certificate.key-files", certificates.key(name).toString());
    }
}
