package org.colloque.messaging.event.hibernate;

import java.util.ArrayList;
import java.util.List;

/** One column of rows that go into a statement as arrays. */
final class Column<T> {

    private final List<T> values = new ArrayList<>();
    private final T[] empty;

    private Column(T[] empty) {
        this.empty = empty;
    }

    static Column<Long> longs() {
        return new Column<>(new Long[0]);
    }

    static Column<Integer> ints() {
        return new Column<>(new Integer[0]);
    }

    static Column<String> texts() {
        return new Column<>(new String[0]);
    }

    static Column<Boolean> booleans() {
        return new Column<>(new Boolean[0]);
    }

    static Column<byte[]> bytes() {
        return new Column<>(new byte[0][]);
    }

    void add(T value) {
        values.add(value);
    }

    T[] array() {
        return values.toArray(empty);
    }

    /** Numbers as PostgreSQL writes an array, because rows of arrays of different lengths make no array. */
    static String literal(long[] numbers) {
        StringBuilder text = new StringBuilder(2 + numbers.length * 8).append('{');
        for (int i = 0; i < numbers.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(numbers[i]);
        }
        return text.append('}').toString();
    }
}
