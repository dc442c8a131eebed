package org.colloque.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Reads JSON from strangers: valid UTF-8, no duplicate keys, no half characters, no NaN, nothing after the value, and no deeper
 * than a limit. Integers that fit are read as {@code long}; decimals keep their digits and are for {@link CanonicalJson} to refuse.
 */
public final class MatrixJson {
    /** How deep a client's JSON may be. */
    public static final int MAX_DEPTH = 128;

    /**
     * How deep the JSON of another server may be as a whole. It is far more than what a single event may have
     * ({@link CanonicalJson#MAX_DEPTH}), so that one deep event is refused for itself and not with its whole transaction.
     */
    public static final int MAX_FEDERATION_DEPTH = 900;

    /**
     * How many values, names and brackets a text may hold: many times what a room of a hundred thousand members has in it, and far less
     * than what fills the memory ("[0,0,0,…" costs twenty times its length once it is read).
     */
    static final long MAX_TOKENS = 10_000_000;

    private static final int MAX_NAME_LENGTH = 100_000;
    private static final ObjectReader CLIENT_READER = newReader(MAX_DEPTH);
    private static final ObjectReader FEDERATION_READER = newReader(MAX_FEDERATION_DEPTH);

    private MatrixJson() {
    }

    /** @throws InvalidJsonException if this is not JSON, not allowed in Matrix, deeper than {@link #MAX_DEPTH}, or no object */
    public static ObjectNode parseObject(byte[] json) {
        return parseObject(json, MAX_DEPTH);
    }

    /** @throws InvalidJsonException if this is not JSON, not allowed in Matrix, deeper than {@code maxDepth}, or no object */
    public static ObjectNode parseObject(byte[] json, int maxDepth) {
        if (parse(json, maxDepth) instanceof ObjectNode object) {
            return object;
        }
        throw InvalidJsonException.unsuitable("The JSON is not an object.");
    }

    /** @throws InvalidJsonException if this is not JSON, not allowed in Matrix, or deeper than {@code maxDepth} */
    public static JsonNode parse(byte[] json, int maxDepth) {
        boolean surrogateEscapes = Utf8.checkAndFindSurrogateEscape(json);
        JsonNode node = read(reader(maxDepth), json);
        if (surrogateEscapes) {
            checkCharacters(node);
        }
        return node;
    }

    /** Reads JSON that this server has written itself, and so checks nothing that {@link #parseObject(byte[])} has checked. */
    public static ObjectNode parseTrusted(byte[] json) {
        return (ObjectNode) read(FEDERATION_READER, json);
    }

    private static JsonNode read(ObjectReader reader, byte[] json) {
        try {
            JsonNode node = reader.readTree(json);
            if (node.isMissingNode()) {
                throw InvalidJsonException.malformed("There is no JSON.");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw InvalidJsonException.unsuitable("The JSON is nested too deep, or something in it is too long.");
        } catch (JsonProcessingException e) {
            throw InvalidJsonException.malformed("This is not valid JSON: " + e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw InvalidJsonException.unsuitable("The JSON holds a number that is too large or too small.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkCharacters(JsonNode node) {
        if (node.isTextual()) {
            checkCharacters(node.textValue());
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            checkCharacters(member.getKey());
            checkCharacters(member.getValue());
        }
        if (node.isArray()) {
            node.forEach(MatrixJson::checkCharacters);
        }
    }

    private static void checkCharacters(String text) {
        if (!Utf8.isWellFormed(text)) {
            throw InvalidJsonException.unsuitable("The JSON holds half of a character.");
        }
    }

    private static ObjectReader reader(int maxDepth) {
        return switch (maxDepth) {
            case MAX_DEPTH -> CLIENT_READER;
            case MAX_FEDERATION_DEPTH -> FEDERATION_READER;
            default -> newReader(maxDepth);
        };
    }

    private static ObjectReader newReader(int maxDepth) {
        JsonFactory factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .nodeFactory(JsonNodes.FACTORY)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .reader();
    }
}
