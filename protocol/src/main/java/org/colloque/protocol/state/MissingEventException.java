package org.colloque.protocol.state;

import java.util.NoSuchElementException;

import org.colloque.protocol.id.EventId;

/** State resolution came to an event that its {@link EventSource} does not hold. */
public final class MissingEventException extends NoSuchElementException {
    private static final long serialVersionUID = 1L;

    private final transient EventId eventId;

    public MissingEventException(EventId eventId) {
        super("State resolution needs an event that was not loaded: " + eventId);
        this.eventId = eventId;
    }

    /** The event to load. */
    public EventId eventId() {
        return eventId;
    }
}
