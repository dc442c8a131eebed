package org.colloque.protocol.fuzz;

import java.nio.charset.StandardCharsets;

/** A reader of what strangers write: takes any bytes, and fails when it is shown to be wrong about them. */
@FunctionalInterface
interface FuzzTarget {

    void read(byte[] data);

    static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
