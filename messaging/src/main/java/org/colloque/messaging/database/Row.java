package org.colloque.messaging.database;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/** One row of a native query; columns count from 0. */
public record Row(Object[] values) {

    public boolean isNull(int column) {
        return values[column] == null;
    }

    public long longAt(int column) {
        return ((Number) values[column]).longValue();
    }

    public int intAt(int column) {
        return ((Number) values[column]).intValue();
    }

    public boolean booleanAt(int column) {
        return (Boolean) values[column];
    }

    /** The column as text; null when the column is null. */
    public String text(int column) {
        return (String) values[column];
    }

    public Optional<String> optionalText(int column) {
        return Optional.ofNullable(text(column));
    }

    public Optional<Long> optionalLong(int column) {
        return isNull(column) ? Optional.empty() : Optional.of(longAt(column));
    }

    /** The bytes of a {@code bytea} column; null when the column is null. */
    public byte[] bytes(int column) {
        return values[column] == null ? null : ((Buffer) values[column]).getBytes();
    }

    public Instant instant(int column) {
        return ((OffsetDateTime) values[column]).toInstant();
    }

    public long[] longs(int column) {
        return Arrays.stream((Long[]) values[column]).mapToLong(Long::longValue).toArray();
    }

    public String[] texts(int column) {
        return (String[]) values[column];
    }
}
