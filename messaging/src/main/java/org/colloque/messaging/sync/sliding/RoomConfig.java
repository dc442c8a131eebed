package org.colloque.messaging.sync.sliding;

/** What is wanted of a room. Spec: MSC4186, "Room results". */
public record RoomConfig(int timelineLimit, RequiredState requiredState) {

    /** What either wants. Spec: MSC4186, "Combining room configs". */
    RoomConfig with(RoomConfig other) {
        if (timelineLimit >= other.timelineLimit && requiredState.covers(other.requiredState)) {
            return this;
        }
        return new RoomConfig(Math.max(timelineLimit, other.timelineLimit), requiredState.with(other.requiredState));
    }
}
