package org.colloque.messaging.delayed.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.colloque.messaging.delayed.DelayedEvent;
import org.colloque.messaging.delayed.DelayedEvent.Finalised;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** A delayed event as its sender reads it; {@code delay} and {@code running_since} are the older names that clients in use know. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DelayedEventAnswer(String delay_id, RoomId room_id, String type, String state_key, ObjectNode content, long delay_ms,
        long scheduled_at, long delay, long running_since, Long finalised_ts, EventId event_id, ObjectNode error) {

    static DelayedEventAnswer of(DelayedEvent event) {
        return new DelayedEventAnswer(event.delayId(), event.room(), event.type(), event.stateKey().orElse(null), event.content(),
                event.delay(), event.scheduledAt(), event.delay(), event.scheduledAt(), event.finalised().map(Finalised::at).orElse(null),
                event.finalised().flatMap(Finalised::event).orElse(null), event.finalised().flatMap(Finalised::error).orElse(null));
    }
}
