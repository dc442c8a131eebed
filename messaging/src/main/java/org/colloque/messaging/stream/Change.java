package org.colloque.messaging.stream;

/** Something that a client's {@code /sync} can see, at its place in the one order. Implemented by a record in each feature. */
public interface Change {

    /** Its position; unique, and visible to all nodes in order. */
    long position();
}
