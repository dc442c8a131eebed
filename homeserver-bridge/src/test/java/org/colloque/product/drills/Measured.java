package org.colloque.product.drills;

/** What a drill found, in the words of its report. */
final class Measured {

    private String words = "";

    void is(String format, Object... values) {
        words = format.formatted(values);
    }

    /** A time since this {@link System#nanoTime()}, in seconds. */
    static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public String toString() {
        return words;
    }
}
