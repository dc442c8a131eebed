package org.colloque.messaging.push;

/** How much is unread. */
public record Counts(int notifications, int highlights) {

    public static final Counts NONE = new Counts(0, 0);

    public Counts plus(Counts other) {
        return new Counts(notifications + other.notifications, highlights + other.highlights);
    }
}
