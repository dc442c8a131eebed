package org.colloque.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.colloque.protocol.json.MatrixJson;

/** JSON for tests, with single quotes where they read better. */
public final class Json {
    private Json() {
    }

    /** The object that this text is when its single quotes are double quotes. */
    public static ObjectNode of(String text) {
        return exactly(text.replace('\'', '"'));
    }

    public static ObjectNode exactly(String text) {
        return MatrixJson.parseObject(text.getBytes(StandardCharsets.UTF_8), MatrixJson.MAX_FEDERATION_DEPTH);
    }
}
