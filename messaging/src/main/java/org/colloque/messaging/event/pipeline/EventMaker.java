package org.colloque.messaging.event.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.WarmRoom;
import org.colloque.messaging.signing.SigningKeys;
import org.colloque.protocol.auth.AuthDecision;
import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.auth.AuthState;
import org.colloque.protocol.auth.Authorisation;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;

/** Makes signed events on a room's head, as far as the authorisation rules allow them. */
@Singleton
class EventMaker {

    /** More ends of the graph than this are not joined by one event, so that events stay small. */
    private static final int MAX_PREVIOUS = 10;

    private final ServerConfig server;
    private final SigningKeys keys;
    private final Clock clock;

    EventMaker(ServerConfig server, SigningKeys keys, Clock clock) {
        this.server = server;
        this.keys = keys;
        this.clock = clock;
    }

    /** A draft to make an event on that does not wait in the room's line. */
    RoomDraft draft(WarmRoom room) {
        return RoomDraft.on(room, server.serverName());
    }

    /** What a draft says, in the form of the room's version. */
    EventTemplate template(RoomVersion version, EventDraft wanted) {
        EventTemplate template = wanted.redacts().isPresent()
                ? EventTemplate.redaction(version, wanted.sender(), wanted.redacts().get(), wanted.content())
                : new EventTemplate(wanted.sender(), wanted.type(), wanted.stateKey(), wanted.content(), wanted.redacts());
        EventNaming.refuseNul(template);
        return template;
    }

    /** The event, signed; {@code ground} holds what authorises it and what it names. Fails with {@code M_FORBIDDEN}, {@code M_TOO_LARGE}, {@code M_BAD_JSON}. */
    Pdu make(RoomDraft draft, EventTemplate template, Ground ground, OptionalLong originServerTs) {
        return allowed(seal(template, position(draft.head(), template, ground), version(draft), originServerTs), AuthState.of(ground.state()));
    }

    /** The create event of a new room. */
    Pdu create(RoomVersion version, EventDraft wanted, EventPosition first) {
        return allowed(seal(template(version, wanted), first, version, wanted.originServerTs()), AuthState.EMPTY);
    }

    /** The event as {@code make_join} and its like hand it out, after authorising it. */
    ObjectNode unsealed(RoomDraft draft, EventTemplate template, Ground ground) {
        make(draft, template, ground, OptionalLong.empty());
        return EventBuilder.unsealed(draft.head().version(), template, position(draft.head(), template, ground), clock.millis());
    }

    private Pdu seal(EventTemplate template, EventPosition position, RoomVersion version, OptionalLong originServerTs) {
        try {
            return new EventBuilder(version, server.serverName(), keys.current())
                    .build(template, position, originServerTs.orElseGet(clock::millis));
        } catch (InvalidEventException invalid) {
            throw new MatrixException(invalid.isTooLarge() ? Errcode.M_TOO_LARGE : Errcode.M_BAD_JSON, invalid.getMessage());
        }
    }

    private static Pdu allowed(Pdu event, AuthState state) {
        if (Authorisation.check(event, state) instanceof AuthDecision.Refused refused) {
            throw WellFormed.is(event) ? MatrixException.forbidden(refused.reason()) : MatrixException.badJson(refused.reason());
        }
        return event;
    }

    private static EventPosition position(RoomHead head, EventTemplate template, Ground ground) {
        List<EventId> auth = AuthEventSelection.slotsFor(head.version(), template.type(), template.stateKey(), template.sender(),
                        template.content()).stream()
                .filter(ground.state()::containsKey).map(slot -> ground.state().get(slot).eventId()).toList();
        List<EventId> previous = previous(head).stream().map(EventRef::eventId).toList();
        return EventPosition.in(head.roomId(), EventPosition.nextDepth(head.version(), head.depth()), previous, auth).hashed(ground.hashes());
    }

    /** The ends of the graph; of many the newest and the oldest, so that their number falls. */
    static List<EventRef> previous(RoomHead head) {
        List<EventRef> ends = head.extremities();
        if (ends.size() <= MAX_PREVIOUS) {
            return ends;
        }
        List<EventRef> sorted = new ArrayList<>(ends);
        sorted.sort(Comparator.comparingLong(EventRef::number));
        int half = MAX_PREVIOUS / 2;
        return Stream.concat(sorted.subList(0, half).stream(), sorted.subList(sorted.size() - half, sorted.size()).stream()).toList();
    }

    /**
     * What an event is built upon.
     *
     * @param state  what authorises it
     * @param hashes the reference hashes of the events that it names, in room versions that want them
     */
    record Ground(Map<StateKey, Pdu> state, Map<EventId, String> hashes) {
    }

    private static RoomVersion version(RoomDraft draft) {
        return draft.head().version();
    }
}
