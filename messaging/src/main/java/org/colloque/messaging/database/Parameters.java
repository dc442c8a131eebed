package org.colloque.messaging.database;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Collection;

/** Turns Java values into what the PostgreSQL client binds: bytes become buffers, primitive arrays boxed ones. */
final class Parameters {

    private Parameters() {
    }

    /** An array of a type of its own, such as {@code String[]}, is one parameter that Java took for all of them. */
    static Object[] encode(Object[] parameters) {
        if (parameters.getClass() != Object[].class) {
            return new Object[] {parameters};
        }
        Object[] encoded = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            encoded[i] = encode(parameters[i]);
        }
        return encoded;
    }

    private static Object encode(Object value) {
        return switch (value) {
            case byte[] bytes -> Buffer.buffer(bytes);
            case byte[][] arrays -> Arrays.stream(arrays).map(Parameters::buffer).toArray(Buffer[]::new);
            case long[] longs -> Arrays.stream(longs).boxed().toArray(Long[]::new);
            case int[] ints -> Arrays.stream(ints).boxed().toArray(Integer[]::new);
            case Collection<?> ignored -> throw new IllegalArgumentException("pass an array, not a collection");
            case null, default -> value;
        };
    }

    private static Buffer buffer(byte[] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
