package org.colloque.messaging.delayed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * An event that is to be sent later, or was.
 *
 * @param stateKey    of a state event
 * @param delay       milliseconds
 * @param scheduledAt when the delay began, or began again; milliseconds since the epoch, as all times here
 */
public record DelayedEvent(String delayId, UserId sender, DeviceId device, RoomId room, String type, Optional<String> stateKey,
        ObjectNode content, long delay, long scheduledAt, int attempts, Optional<Finalised> finalised) {

    /** When it is to be sent. */
    public long due() {
        return scheduledAt + delay;
    }

    /**
     * The end of a delayed event: sent with an event, failed with an error, or cancelled with neither.
     *
     * @param error the answer that the sender would have got
     */
    public record Finalised(long at, Optional<EventId> event, Optional<ObjectNode> error) {

        static Finalised sent(long at, EventId event) {
            return new Finalised(at, Optional.of(event), Optional.empty());
        }

        static Finalised failed(long at, ObjectNode error) {
            return new Finalised(at, Optional.empty(), Optional.of(error));
        }

        static Finalised cancelled(long at) {
            return new Finalised(at, Optional.empty(), Optional.empty());
        }

        boolean sent() {
            return event.isPresent();
        }
    }
}
