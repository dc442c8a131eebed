package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.signing.SigningKeys;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventReferences;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.UserId;

/** Ends an outside membership on this server alone, when no server of the room can be told. */
@ApplicationScoped
class LocalLeave {

    private final EventPipeline pipeline;
    private final RoomReads reads;
    private final SigningKeys keys;
    private final Clock clock;

    LocalLeave(EventPipeline pipeline, RoomReads reads, SigningKeys keys, Clock clock) {
        this.pipeline = pipeline;
        this.reads = reads;
        this.keys = keys;
        this.clock = clock;
    }

    /** Records a leave built upon the membership with this event number. */
    Uni<Void> leave(UserId user, long membershipEvent, ObjectNode content) {
        return reads.byNumber(List.of(membershipEvent))
                .map(found -> found.get(membershipEvent))
                .chain(current -> record(user, current, content));
    }

    private Uni<Void> record(UserId user, StoredEvent current, ObjectNode content) {
        Pdu before = current.pdu();
        EventTemplate template = EventTemplate.state(user, EventTypes.MEMBER, user.value(), content);
        long depth = EventPosition.nextDepth(before.roomVersion(), before.depth());
        EventPosition position = EventPosition.in(before.roomId(), depth, List.of(before.eventId()), List.of())
                .hashed(EventReferences.hashesOf(List.of(before)));
        Pdu leave = new EventBuilder(before.roomVersion(), user.server(), keys.current())
                .build(template, position, clock.millis());
        return pipeline.recordOutsideMembership(before.roomVersion(), leave, List.of());
    }
}
