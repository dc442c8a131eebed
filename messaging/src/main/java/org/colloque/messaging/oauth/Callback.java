package org.colloque.messaging.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where and how a client hears of the answer. Spec: RFC 6749, "Authorization Response"; OAuth 2.0 Multiple Response Type Encoding Practices;
 * RFC 9207 for {@code iss}.
 *
 * @param uri      one that the client registered
 * @param fragment whether the answer stands in the fragment instead of in the query
 */
public record Callback(String uri, boolean fragment, Optional<String> state, String issuer) {

    /** The address to go to with a code. */
    public String withCode(String code) {
        return with(Map.of("code", code));
    }

    /** The address to go to with a refusal. */
    public String with(OAuthException refusal) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", refusal.error());
        answer.put("error_description", refusal.getMessage());
        return with(answer);
    }

    private String with(Map<String, String> answer) {
        Map<String, String> all = new LinkedHashMap<>();
        state.ifPresent(given -> all.put("state", given));
        all.putAll(answer);
        all.put("iss", issuer);
        String encoded = all.entrySet().stream().map(field -> field.getKey() + "=" + encode(field.getValue())).collect(Collectors.joining("&"));
        if (fragment) {
            return uri + "#" + encoded;
        }
        return uri + (uri.indexOf('?') < 0 ? "?" : "&") + encoded;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
