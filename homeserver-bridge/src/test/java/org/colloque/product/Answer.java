package org.colloque.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a server answered. */
public record Answer(int status, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public boolean ok() {
        return status == 200;
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException failure) {
            throw new UncheckedIOException("no JSON: " + text(), failure);
        }
    }

    /** The {@code errcode}, or the empty string. */
    public String errcode() {
        return json().path("errcode").asText();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; fails when the answer was not 200. */
    public JsonNode orFail() {
        if (!ok()) {
            throw new IllegalStateException("the server answered " + status + ": " + text());
        }
        return json();
    }
}
