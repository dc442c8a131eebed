package org.colloque.messaging.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void aloneArrayIsOneParameter() {
        String[] names = {"a", "b"};
        Object[] encoded = Parameters.encode(names);
        assertEquals(1, encoded.length);
        assertArrayEquals(names, (String[]) encoded[0]);
    }

    @Test
    void primitiveArraysAndBytesTakeTheClientsForm() {
        Object[] encoded = Parameters.encode(new Object[] {new long[] {1, 2}, new byte[] {3}, null, "text"});
        assertArrayEquals(new Long[] {1L, 2L}, (Long[]) encoded[0]);
        assertEquals(Buffer.buffer(new byte[] {3}), encoded[1]);
        assertEquals(null, encoded[2]);
        assertEquals("text", encoded[3]);
    }

    @Test
    void collectionsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Parameters.encode(new Object[] {List.of("a")}));
    }
}
