package org.colloque.messaging.event.state;

/** A state with the chain of differences that it is stored as. */
public record StoredState(Snapshot snapshot, PersistentState state) {

    /** The state of a room that has none. */
    public static final StoredState EMPTY = new StoredState(Snapshot.EMPTY, PersistentState.EMPTY);

    /** The number of the state. */
    public long id() {
        return snapshot.id();
    }
}
