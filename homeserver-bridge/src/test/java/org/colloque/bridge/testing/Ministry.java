package org.colloque.bridge.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, with its own embedded database. */
public final class Ministry implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);

    private final String name;
    private final Path folder;
    private final int port;
    private final int tlsPort;
    private Process process;

    private Ministry(String name, Path folder) {
        this.name = name;
        this.folder = folder;
        this.port = freePort();
        this.tlsPort = freePort();
    }

    /** Whether the service was packaged. */
    public static boolean isPackaged() {
        return Files.exists(JAR);
    }

    /** Starts ministries of these names that know each other. */
    public static List<Ministry> start(Path folder, String... names) {
        Certificates certificates = Certificates.in(folder, names);
        List<Ministry> ministries = new ArrayList<>();
        for (String name : names) {
            ministries.add(new Ministry(name, folder));
        }
        try {
            Files.writeString(folder.resolve("directory.json"), "{\"servers\": [" + String.join(", ", ministries.stream()
                    .map(ministry -> "{\"name\": \"" + ministry.name + "\", \"endpoint\": \"127.0.0.1:" + ministry.tlsPort + "\"}")
                    .toList()) + "]}");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        ministries.forEach(ministry -> ministry.launch(certificates));
        ministries.forEach(Ministry::awaitReady);
        return ministries;
    }

    public String name() {
        return name;
    }

    /** Registers somebody; their access token. */
    public String register(String username) {
        return to().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", "correct horse battery", "auth", Map.of("type", "m.login.dummy")))
                .post("/_matrix/client/v3/register").then().statusCode(200).extract().path("access_token");
    }

    /** A request with an access token. */
    public RequestSpecification as(String token) {
        return to().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
    }

    private RequestSpecification to() {
        return RestAssured.given().baseUri("http://127.0.0.1").port(port);
    }

    /** Kills the process without warning. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        waitForEnd();
    }

    /** Starts it again with the data that it has. */
    public void restart() {
        launch(new Certificates(folder.resolve("peer.p12"), folder.resolve("peer.pem")));
        awaitReady();
    }

    private void launch(Certificates certificates) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
        Map.ofEntries(
                Map.entry("colloque.server-name", name),
                Map.entry("colloque.data-directory", folder.resolve(name).toString()),
                Map.entry("colloque.registration.mode", "open"),
                Map.entry("colloque.passwords.memory", "64"),
                Map.entry("colloque.passwords.iterations", "1"),
                Map.entry("colloque.rate-limits.enabled", "false"),
                Map.entry("colloque.federation.directory", folder.resolve("directory.json").toString()),
                Map.entry("colloque.federation.trusted-certificates", certificates.pem().toString()),
                Map.entry("colloque.federation.retry-minimum", "1s"),
                Map.entry("colloque.federation.retry-maximum", "2s"),
                Map.entry("colloque.egress.allowed-networks", "127.0.0.0/8"),
                Map.entry("quarkus.http.host", "127.0.0.1"),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("quarkus.http.ssl-port", Integer.toString(tlsPort)),
                Map.entry("quarkus.http.ssl.certificate.key-store-file", certificates.keyStore().toString()),
                Map.entry("quarkus.http.ssl.certificate.key-store-password", Certificates.PASSWORD))
                .forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile())).start();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (to().get("/_matrix/client/versions").statusCode() == 200) {
                    return;
                }
            } catch (Exception notYet) {
                sleep();
            }
        }
        throw new IllegalStateException(name + " did not start: see " + folder.resolve(name + ".log"));
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroy();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
