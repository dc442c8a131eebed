package org.colloque.bridge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.signature.FederationRequest;
import org.colloque.protocol.signature.ServerKeys;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;
import org.colloque.protocol.signature.VerifyKey;

/** Another homeserver: signs properly, and says what the test tells it to say. */
public final class FakePeer implements AutoCloseable {

    /** The name of the service under test. */
    public static final ServerName US = new ServerName("ministry.example");

    private static final long A_DAY = 86_400_000;

    private final ServerName name;
    private final ServerName us;
    private final SigningKey key;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;
    private final Map<String, BiFunction<String, JsonNode, Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Consumer<HttpServerRequest>> rawAnswers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private String pinned = "";

    /** What the peer answers. */
    public record Answer(int status, JsonNode body) {

        public static Answer ok(JsonNode body) {
            return new Answer(200, body);
        }
    }

    /** What the peer was asked. */
    public record Received(String method, String target, JsonNode body) {
    }

    private FakePeer(String name) {
        this(name, 0);
    }

    /** One that no directory lists, at this port. */
    FakePeer(String name, int port) {
        this(new ServerName(name), port, US, new PfxOptions().setPath(FederationTestResource.FOLDER.resolve("peer.p12").toString())
                .setPassword(Certificates.PASSWORD));
    }

    private FakePeer(ServerName name, int port, ServerName us, KeyCertOptions certificate) {
        this.name = name;
        this.us = us;
        this.key = SigningKey.ofSeed(KeyId.of(KeyId.ED25519, "peer"), UnpaddedBase64.encode(Arrays.copyOf(name.value().getBytes(StandardCharsets.UTF_8), 32)));
        this.server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
                .requestHandler(this::receive).listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        on("GET /_matrix/key/v2/server", (target, body) -> Answer.ok(keys(A_DAY)));
        on("PUT /_matrix/federation/v1/send/", (target, body) -> Answer.ok(JsonNodes.object().set("pdus", JsonNodes.object())));
    }

    /** One of another service than the tests', with a certificate that the service trusts. Nobody has listed it yet. */
    public static FakePeer of(ServerName service, ServerName name, KeyCertOptions certificate) {
        return new FakePeer(name, 0, service, certificate);
    }

    /** Starts a peer and lists it in the directory, alone. */
    public static FakePeer start(String name) {
        FakePeer peer = new FakePeer(name);
        list(peer);
        return peer;
    }

    /** Starts a peer that is listed with the only key that is believed to be its own. */
    public static FakePeer startPinned(String name, VerifyKey pinned) {
        FakePeer peer = new FakePeer(name);
        peer.pinned = ", \"verify_keys\": {\"" + pinned.id() + "\": \"" + pinned.toBase64() + "\"}";
        list(peer);
        return peer;
    }

    /** Starts a peer and lists it together with one that runs already. */
    public static FakePeer startBeside(FakePeer first, String name) {
        FakePeer peer = new FakePeer(name);
        list(first, peer);
        return peer;
    }

    /** Starts peers and lists them, all of them and no other. */
    public static List<FakePeer> startTogether(List<String> names) {
        List<FakePeer> peers = names.stream().map(FakePeer::new).toList();
        list(peers.toArray(FakePeer[]::new));
        return peers;
    }

    private static void list(FakePeer... peers) {
        try {
            FileTime before = Files.getLastModifiedTime(FederationTestResource.DIRECTORY);
            Files.writeString(FederationTestResource.DIRECTORY, Stream.of(peers).map(FakePeer::entry)
                    .collect(Collectors.joining(", ", "{\"servers\": [", "]}")));
            Files.setLastModifiedTime(FederationTestResource.DIRECTORY, FileTime.fromMillis(before.toMillis() + 10_000));
            Thread.sleep(1500);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String entry() {
        return "{\"name\": \"" + name + "\", \"endpoint\": \"127.0.0.1:" + server.actualPort() + "\"" + pinned + "}";
    }

    public ServerName name() {
        return name;
    }

    public int port() {
        return server.actualPort();
    }

    public SigningKey key() {
        return key;
    }

    public UserId user(String localpart) {
        return UserId.of(localpart, name);
    }

    /** Answers requests whose method and target begin so; the longest that fits wins. */
    public FakePeer on(String start, BiFunction<String, JsonNode, Answer> answer) {
        answers.put(start, answer);
        return this;
    }

    /** Leaves requests whose method and target begin so to the test, byte by byte. */
    public FakePeer onRaw(String start, Consumer<HttpServerRequest> answer) {
        rawAnswers.put(start, answer);
        return this;
    }

    /** Does something after so many milliseconds, unless the peer is gone by then. */
    public void later(long milliseconds, Runnable what) {
        vertx.setTimer(milliseconds, timer -> what.run());
    }

    /** Answers nothing any more but errors, or answers again. */
    public void down(boolean isDown) {
        down.set(isDown);
    }

    /** What came in whose method and target begin so. */
    public List<Received> received(String start) {
        return received.stream().filter(request -> (request.method() + " " + request.target()).startsWith(start)).toList();
    }

    /** The PDUs that were sent to the peer, in their order. */
    public List<JsonNode> pdus() {
        return received("PUT /_matrix/federation/v1/send/").stream()
                .flatMap(request -> request.body().path("pdus").valueStream()).toList();
    }

    /** The EDUs of a type that were sent to the peer, in their order. */
    public List<JsonNode> edus(String type) {
        return received("PUT /_matrix/federation/v1/send/").stream()
                .flatMap(request -> request.body().path("edus").valueStream())
                .filter(edu -> edu.path("edu_type").asText().equals(type)).toList();
    }

    /** Our key document, valid for so long. */
    public ObjectNode keys(long milliseconds) {
        return new ServerKeys(name, Map.of(key.id(), key.verifyKey()), Map.of(),
                java.time.Clock.systemUTC().millis() + milliseconds).toDocument(key);
    }

    /** The header that authenticates a request to the service under test. */
    public String authorization(String method, String target, Optional<JsonNode> body) {
        return authorization(method, target, body, us);
    }

    public String authorization(String method, String target, Optional<JsonNode> body, ServerName destination) {
        FederationRequest request = FederationRequest.of(method, target, name, destination);
        return body.map(request::withContent).orElse(request).sign(key).toHeader();
    }

    private void receive(HttpServerRequest request) {
        String begun = request.method().name() + " " + request.uri();
        Optional<Consumer<HttpServerRequest>> raw = rawAnswers.keySet().stream().filter(begun::startsWith).findFirst().map(rawAnswers::get);
        raw.ifPresentOrElse(answer -> answer.accept(request), () -> receiveWhole(request));
    }

    private void receiveWhole(HttpServerRequest request) {
        request.body().onSuccess(bytes -> {
            JsonNode body = bytes.length() == 0 ? JsonNodes.object() : MatrixJson.parseTrusted(bytes.getBytes());
            String call = request.method().name() + " " + request.uri();
            Answer answer = down.get() ? new Answer(503, JsonNodes.object()) : answer(call, request.uri(), body);
            if (!down.get()) {
                received.add(new Received(request.method().name(), request.uri(), body));
            }
            request.response().setStatusCode(answer.status()).putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(CanonicalJson.lenientBytes(answer.body())));
        });
    }

    private Answer answer(String call, String target, JsonNode body) {
        return answers.keySet().stream().filter(call::startsWith).max(java.util.Comparator.comparingInt(String::length))
                .map(start -> answers.get(start).apply(target, body))
                .orElseGet(() -> new Answer(404, JsonNodes.object().put("errcode", "M_UNRECOGNIZED")));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
