package org.colloque.bridge.preview;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server whose pages previews are made of. */
final class PageServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    PageServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void page(String path, String type, byte[] body) {
        put(path, 200, Map.of("Content-Type", type), body);
    }

    void redirect(String path, String location) {
        put(path, 302, Map.of("Location", location), new byte[0]);
    }

    private void put(String path, int status, Map<String, String> headers, byte[] body) {
        server.createContext(path, exchange -> {
            asked.computeIfAbsent(path, ignored -> new AtomicInteger()).incrementAndGet();
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    int asked(String path) {
        AtomicInteger times = asked.get(path);
        return times == null ? 0 : times.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
