package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/** Checks that a member event that was handed in is what the request says it is. Pure. */
final class MemberEvents {

    private MemberEvents() {
    }

    /** Fails with {@code M_BAD_JSON} or {@code M_TOO_LARGE}. */
    static Pdu parse(RoomVersion version, ObjectNode json) {
        return lawful(() -> PduParser.parse(version, json));
    }

    /** The event with our signature. Fails with {@code M_TOO_LARGE} when there is no room for it. */
    static Pdu sign(Pdu event, OwnKeys own) {
        return lawful(() -> EventSignatures.sign(event, own.name(), own.signingKey()));
    }

    private static Pdu lawful(Supplier<Pdu> event) {
        try {
            return event.get();
        } catch (InvalidEventException invalid) {
            throw invalid.isTooLarge() ? new MatrixException(Errcode.M_TOO_LARGE, invalid.getMessage())
                    : MatrixException.badJson(invalid.getMessage());
        }
    }

    /** Fails with {@code M_INVALID_PARAM} unless this is the event of the path and a member event of this membership. */
    static void check(Pdu event, RoomId room, EventId eventId, String membership) {
        require(event.eventId().equals(eventId), "The event's id is not the one in the path.");
        require(event.roomId().equals(room), "The event's room is not the one in the path.");
        require(event.type().equals(EventTypes.MEMBER), "The event is not of type m.room.member.");
        require(event.membership().equals(Optional.of(membership)), "The event's membership is not " + membership + ".");
    }

    /** Fails with {@code M_INVALID_PARAM} unless the event is of a user of this server, about itself. */
    static void requireOwnUser(Pdu event, ServerName server) {
        require(event.sender().isOn(server), "The event's sender is not a user of " + server + ".");
        require(event.stateKey().equals(Optional.of(event.sender().value())), "The event is about another user than its sender.");
    }

    static void require(boolean condition, String sentence) {
        if (!condition) {
            throw MatrixException.invalidParam(sentence);
        }
    }
}
