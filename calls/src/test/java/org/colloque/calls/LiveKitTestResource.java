package org.colloque.calls;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real LiveKit that reports to the service under test; does nothing when the machine has none. */
public final class LiveKitTestResource implements QuarkusTestResourceLifecycleManager {

    private static final String NAME = "livekit-server";

    private Process process;

    /** The program: {@code COLLOQUE_LIVEKIT}, else the one on the path. */
    public static Optional<Path> program() {
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(folder -> Path.of(folder, NAME));
        return Stream.concat(Stream.ofNullable(System.getenv("COLLOQUE_LIVEKIT")).map(Path::of), onPath)
                .filter(Files::isExecutable).findFirst();
    }

    @Override
    public Map<String, String> start() {
        if (program().isEmpty()) {
            return Map.of();
        }
        try {
            return start(program().get());
        } catch (IOException failure) {
            throw new IllegalStateException("LiveKit did not start", failure);
        }
    }

    private Map<String, String> start(Path program) throws IOException {
        int port = freePort();
        int service = freePort();
        Path folder = Files.createDirectories(Path.of("target", "livekit"));
        Path settings = Files.writeString(folder.resolve("livekit.yaml"), settings(port, service));
        process = new ProcessBuilder(program.toString(), "--config", settings.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("livekit.log").toFile()).start();
        return Map.of("quarkus.http.test-port", String.valueOf(service),
                "colloque.calls.livekit.url", "ws://127.0.0.1:" + port,
                "colloque.calls.livekit.key", CallsOn.KEY,
                "colloque.calls.livekit.secret", CallsOn.SECRET);
    }

    private static String settings(int port, int service) throws IOException {
        return """
                port: %d
                bind_addresses: [127.0.0.1]
                rtc:
                  tcp_port: %d
                  udp_port: %d
                  use_external_ip: false
                  enable_loopback_candidate: true
                  node_ip: 127.0.0.1
                room:
                  auto_create: false
                keys:
                  %s: "%s"
                webhook:
                  api_key: %s
                  urls: ["http://127.0.0.1:%d/livekit/jwt/sfu_webhook"]
                """.formatted(port, freePort(), freePort(), CallsOn.KEY, CallsOn.SECRET, CallsOn.KEY, service);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
