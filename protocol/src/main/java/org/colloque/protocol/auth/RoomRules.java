package org.colloque.protocol.auth;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.room.RoomVersion;

/** The rules about the room as a whole. Spec: rooms/v1 to rooms/v11, rules 2.4 and 3; rooms/v12, rules 2 and 4. */
final class RoomRules {

    private RoomRules() {
    }

    /** Rule 2, or 3 in version 12: the rest of it is {@link AuthEventsCheck}. */
    static RuleList authEvents(RoomVersion version) {
        return new RuleList().elsewhere().elsewhere().elsewhere().stepIf(!version.createEventIsRoomId(), RoomRules::hasCreateEvent);
    }

    /** Rule 2.4: the room's create event must be known. */
    private static Ruling hasCreateEvent(Attempt attempt) {
        return Ruling.refuseIf(attempt.state().create().isEmpty(), "The room has no create event.");
    }

    /** Rule 2 of version 12. */
    static Ruling roomIdIsThatOfCreateEvent(Attempt attempt) {
        EventId expected = attempt.event().roomId().createEvent();
        boolean known = attempt.state().create().map(create -> create.eventId().equals(expected)).orElse(false);
        return Ruling.refuseIf(!known, "The room's id is not that of an accepted create event.");
    }

    /** Rule 3, or 4 in version 12: {@code m.federate} set to false keeps other servers out. */
    static Ruling federates(Attempt attempt) {
        Pdu create = attempt.create();
        JsonNode federate = create.content().get("m.federate");
        boolean closed = federate != null && federate.isBoolean() && !federate.booleanValue();
        boolean foreign = closed && !attempt.event().sender().isOn(create.sender().server());
        return Ruling.refuseIf(foreign, "The room does not federate, and the sender is of another server.");
    }
}
