package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;

/**
 * A request to another server, to be signed.
 *
 * @param target   path and query as they go over the wire, from {@code /_matrix} on
 * @param content  the body in canonical JSON
 * @param timeout  empty for the usual one
 * @param maxBytes the largest answer that is read
 */
public record RemoteRequest(ServerName destination, String method, String target, Optional<byte[]> content,
        Optional<Duration> timeout, long maxBytes) {

    private static final long DEFAULT_MAX_BYTES = 16L * 1024 * 1024;

    public static RemoteRequest get(ServerName destination, String target) {
        return new RemoteRequest(destination, "GET", target, Optional.empty(), Optional.empty(), DEFAULT_MAX_BYTES);
    }

    public static RemoteRequest put(ServerName destination, String target, JsonNode body) {
        return put(destination, target, CanonicalJson.lenientBytes(body));
    }

    /** With a body that is canonical JSON already. */
    public static RemoteRequest put(ServerName destination, String target, byte[] body) {
        return new RemoteRequest(destination, "PUT", target, Optional.of(body), Optional.empty(), DEFAULT_MAX_BYTES);
    }

    public static RemoteRequest post(ServerName destination, String target, JsonNode body) {
        return new RemoteRequest(destination, "POST", target, Optional.of(CanonicalJson.lenientBytes(body)), Optional.empty(),
                DEFAULT_MAX_BYTES);
    }

    public RemoteRequest within(Duration limit) {
        return new RemoteRequest(destination, method, target, content, Optional.of(limit), maxBytes);
    }

    public RemoteRequest atMost(long bytes) {
        return new RemoteRequest(destination, method, target, content, timeout, bytes);
    }

    /** A part of a path or a query, percent-encoded. */
    public static String encode(Object part) {
        return URLEncoder.encode(part.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
