package org.colloque.messaging.stream;

/**
 * A kind of change that the tail of the log reads. One bean for each kind; the tail joins their fragments into one statement.
 */
public interface TailedStream {

    /**
     * The fragment that selects the rows after position {@code $1}: columns {@code position, n1, n2, n3, n4 (bigint),
     * t1, t2, t3, t4, t5 (text), bytes (bytea)} in this order, without ordering.
     */
    String sql();

    /** The change that a row of this fragment stands for. */
    Change decode(TailRow row);
}
