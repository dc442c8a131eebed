package org.colloque.messaging.oauth;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came in a query or a form. A parameter without a value is as one that is missing. Spec: RFC 6749, "Authorization Endpoint". */
public record Parameters(Map<String, String> values) {

    private static final int MOST = 64;

    /** @throws OAuthException {@code invalid_request} when a parameter stands there twice, or there are too many */
    public static Parameters read(String encoded) {
        Map<String, List<String>> all;
        try {
            all = new QueryStringDecoder(encoded, StandardCharsets.UTF_8, false, MOST).parameters();
        } catch (IllegalArgumentException malformed) {
            throw OAuthException.invalidRequest("The parameters are not encoded as they must be.");
        }
        Map<String, String> values = new HashMap<>();
        all.forEach((name, given) -> {
            if (given.size() > 1) {
                throw OAuthException.invalidRequest("The parameter \"" + name + "\" stands there more than once.");
            }
            if (!given.getFirst().isEmpty()) {
                values.put(name, given.getFirst());
            }
        });
        return new Parameters(Map.copyOf(values));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws OAuthException {@code invalid_request} when it is missing */
    public String get(String name) {
        return find(name).orElseThrow(() -> OAuthException.invalidRequest("The parameter \"" + name + "\" is missing."));
    }
}
