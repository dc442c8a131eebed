package org.colloque.messaging.stream;

/**
 * One row of the tail, with columns that mean what the {@link TailedStream} that selected them says. Null where it selected
 * null.
 */
public record TailRow(long position, Long n1, Long n2, Long n3, Long n4,
        String t1, String t2, String t3, String t4, String t5, byte[] bytes) {
}
