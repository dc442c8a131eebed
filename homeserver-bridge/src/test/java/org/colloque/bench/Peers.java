package org.colloque.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.product.Certificates;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;

/** Other homeservers that the measurement plays itself: their names are in the service's directory, and what they say is signed. */
final class Peers implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DOMAIN = "peers.localhost";
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Path directory;
    private final ServerName us;
    private final URI address;
    private final PemKeyCertOptions certificate;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<FakePeer> running = new ArrayList<>();

    /**
     * @param directory    the directory of servers that the service reads
     * @param certificates of the authority that the service trusts
     * @param us           the name of the service
     * @param address      where it listens
     */
    Peers(Path directory, Certificates certificates, ServerName us, URI address) {
        this.directory = directory;
        this.us = us;
        this.address = address;
        this.certificate = new PemKeyCertOptions().setCertPath(certificates.issue("peers", "*." + DOMAIN).toString())
            .setKeyPath(certificates.key("peers").toString());
    }

    /** Starts so many more, and returns when the service admits them. */
    List<FakePeer> start(int howMany) {
        List<FakePeer> started = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            started.add(FakePeer.of(us, new ServerName("p" + (running.size() + i) + "." + DOMAIN), certificate));
        }
        running.addAll(started);
        list(started);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (call(started.getLast(), "GET", "/_matrix/federation/v1/query/directory?room_alias=%23nothing%3A" + us, Optional.empty()).statusCode() != 404) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The service does not admit the peers: " + new String(call(started.getLast(), "GET", "/_matrix/federation/v1/query/directory?room_alias=%23nothing%3A" + us, Optional.empty()).body()));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return started;
    }

    FakePeer start() {
        return start(1).getFirst();
    }

    /** A request of a peer to the service. */
    HttpResponse<byte[]> call(FakePeer peer, String method, String target, Optional<JsonNode> body) {
        byte[] bytes = body.map(CanonicalJson::lenientBytes).orElse(new byte[0]);
        var request = HttpRequest.newBuilder(address.resolve(target)).header("Authorization", peer.authorization(method, target, body))
            .header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The same, with the answer read; fails when it is an error. */
    JsonNode ask(FakePeer peer, String method, String target, Optional<JsonNode> body) {
        HttpResponse<byte[]> answer = call(peer, method, target, body);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(method + " " + target + ": " + answer.statusCode() + " " + text);
        }
        try {
            return MAPPER.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void list(List<FakePeer> peers) {
        try {
            ObjectNode known = (ObjectNode) MAPPER.readTree(directory.toFile());
            ArrayNode servers = (ArrayNode) known.get("servers");
            peers.forEach(peer -> servers.addObject().put("name", peer.name().value()).put("endpoint", "127.0.0.1:" + peer.port()));
            Files.write(directory, MAPPER.writeValueAsBytes(known));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        running.forEach(FakePeer::close);
        http.close();
    }
}
