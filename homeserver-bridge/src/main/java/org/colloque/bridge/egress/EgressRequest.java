package org.colloque.bridge.egress;

import java.util.Map;

/**
 * A request to be sent.
 *
 * @param target  path and query, as they go over the wire
 * @param headers beside {@code Host} and {@code Content-Length}
 * @param body    empty for none
 */
public record EgressRequest(String method, Endpoint endpoint, String target, Map<String, String> headers, byte[] body,
        EgressLimits limits) {

    public static EgressRequest get(Endpoint endpoint, String target, EgressLimits limits) {
        return new EgressRequest("GET", endpoint, target, Map.of(), new byte[0], limits);
    }

    /** The same request to another endpoint. */
    EgressRequest to(Endpoint other) {
        return new EgressRequest(method, other, target, headers, body, limits);
    }
}
