package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** An application service that the tests play: it keeps what it is told, and can be away, slow or broken. */
public final class TestBridge implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRANSACTIONS = "/_matrix/app/v1/transactions/";

    private final int port;
    /** Threads that see the classes of the test: what is answered may speak to the service. */
    private final ExecutorService threads;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Function<String, String>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile int status = 200;
    private volatile long delay;
    private HttpServer server;

    /** A transaction as it came, whatever was answered. */
    public record Told(String id, String body, int answered, JsonNode json) {

        Stream<JsonNode> events() {
            return json.path("events").valueStream();
        }
    }

    private TestBridge(int port) {
        this.port = port;
        ClassLoader ofTheTest = TestBridge.class.getClassLoader();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setContextClassLoader(ofTheTest);
            return thread;
        });
    }

    static TestBridge start() {
        return start(BridgeTestResource.port());
    }

    /** One that listens on a port. */
    public static TestBridge start(int port) {
        TestBridge bridge = new TestBridge(port);
        bridge.up();
        return bridge;
    }

    void up() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Nobody listens any more. */
    void down() {
        server.stop(0);
    }

    /** What transactions are answered from now on, after a time. */
    public void answering(int with, long milliseconds) {
        status = with;
        delay = milliseconds;
    }

    /** Answers questions whose path begins so; null: it knows nothing of that. */
    void on(String path, Function<String, String> answer) {
        answers.put(path, answer);
    }

    /** All transactions, in the order in which they came. */
    public List<Told> told() {
        return told;
    }

    /** The events of the transactions that it took, in their order. */
    List<JsonNode> events() {
        return told.stream().filter(one -> one.answered() == 200).flatMap(Told::events).toList();
    }

    /** The ids of the events of a room that it took, in their order. */
    public List<String> events(String room) {
        return events().stream().filter(event -> event.path("room_id").asText().equals(room)).map(event -> event.path("event_id").asText()).toList();
    }

    /** What passes, of a type, in the transactions that it took. */
    List<JsonNode> ephemeral(String type) {
        return told.stream().filter(one -> one.answered() == 200).flatMap(one -> one.json().path("ephemeral").valueStream())
                .filter(event -> event.path("type").asText().equals(type)).toList();
    }

    List<String> asked() {
        return asked;
    }

    /** How many transactions came side by side at most. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    void forget() {
        told.clear();
        asked.clear();
        answers.clear();
        mostInFlight.set(0);
        answering(200, 0);
    }

    /** A request with its token, as its own user. */
    static RequestSpecification asking() {
        return RestAssured.given().header("Authorization", "Bearer " + BridgeRegistration.AS_TOKEN).contentType(ContentType.JSON);
    }

    /** A request as one of its users. */
    static RequestSpecification as(String user) {
        return asking().queryParam("user_id", user);
    }

    /** Registers one of its users. */
    static String ghost(String name) {
        asking().body(Map.of("type", "m.login.application_service", "username", name, "inhibit_login", true))
                .post("/_matrix/client/v3/register").then().log().ifValidationFails().statusCode(200);
        return "@" + name + ":ministry.example";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Bearer " + BridgeRegistration.HS_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            respond(exchange, 403, "{\"errcode\": \"M_FORBIDDEN\"}");
        } else if (path.startsWith(TRANSACTIONS)) {
            take(exchange, path.substring(TRANSACTIONS.length()), body);
        } else {
            asked.add(exchange.getRequestMethod() + " " + path);
            String known = answers.entrySet().stream().filter(entry -> path.startsWith(entry.getKey())).findFirst()
                    .map(entry -> entry.getValue().apply(body)).orElse(null);
            respond(exchange, known == null ? 404 : 200, known == null ? "{\"errcode\": \"M_NOT_FOUND\"}" : known);
        }
    }

    private void take(HttpExchange exchange, String id, String body) throws IOException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            int answer = status;
            if (delay > 0) {
                Thread.sleep(delay);
            }
            told.add(new Told(id, body, answer, JSON.readTree(body)));
            respond(exchange, answer, "{}");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
