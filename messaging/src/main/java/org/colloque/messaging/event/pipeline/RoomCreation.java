package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline.CreatedRoom;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.room.RoomVersion;

/** Makes rooms: all their first events in one append. */
@ApplicationScoped
class RoomCreation {

    private static final String OPAQUE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int OPAQUE_LENGTH = 18;
    private static final int MAX_ATTEMPTS = 20;

    private final LocalEvents events;
    private final EventNaming naming;
    private final EventMaker maker;
    private final NewRooms rooms;
    private final ServerConfig server;
    private final SecureRandom random;

    RoomCreation(LocalEvents events, EventNaming naming, EventMaker maker, NewRooms rooms, ServerConfig server, SecureRandom random) {
        this.events = events;
        this.naming = naming;
        this.maker = maker;
        this.rooms = rooms;
        this.server = server;
        this.random = random;
    }

    /**
     * Where the create event's hash is the room's id, the same person who creates two rooms in one millisecond makes the same room: the
     * second is made again, a moment later.
     */
    Uni<CreatedRoom> create(RoomVersion version, List<EventDraft> drafts) {
        return create(version, drafts, MAX_ATTEMPTS);
    }

    private Uni<CreatedRoom> create(RoomVersion version, List<EventDraft> drafts, int attempts) {
        Pdu create = maker.create(version, drafts.getFirst(), place(version));
        return naming.of(List.of(create)).chain(names -> naming.take(1).chain(room -> {
            RoomDraft draft = RoomDraft.ofNewRoom(room[0], create.roomId(), version, server.serverName());
            List<EventRef> refs = new ArrayList<>(List.of(addCreate(draft, create, names)));
            return addRest(draft, drafts.subList(1, drafts.size()), refs)
                    .chain(() -> rooms.store(draft))
                    .chain(stored -> stored ? Uni.createFrom().item(new CreatedRoom(create.roomId(), List.copyOf(refs)))
                            : again(version, drafts, attempts - 1));
        }));
    }

    private Uni<CreatedRoom> again(RoomVersion version, List<EventDraft> drafts, int attempts) {
        return attempts > 0 ? create(version, drafts, attempts)
                : Uni.createFrom().failure(new IllegalStateException("A new room is known again and again"));
    }

    private EventRef addCreate(RoomDraft draft, Pdu create, EventNaming.Batch names) {
        EventNaming.Named named = names.named(create, names.fresh()[0]);
        NewEvent event = NewEvent.of(named.number(), create, named.slot(), named.sender(), EventStatus.ACCEPTED,
                OptionalLong.of(0), new long[0], new long[0], draft.nextPlace());
        draft.add(event);
        draft.extend(event.ref(), List.of(), create.depth());
        Succession.fill(draft, event, create.slot().orElseThrow(), Optional.empty(), named);
        return event.ref();
    }

    private Uni<Void> addRest(RoomDraft draft, List<EventDraft> rest, List<EventRef> refs) {
        return Multi.createFrom().iterable(rest)
                .onItem().transformToUniAndConcatenate(wanted -> events.add(draft, wanted).invoke(refs::add))
                .collect().last().replaceWithVoid();
    }

    private EventPosition place(RoomVersion version) {
        return version.createEventIsRoomId() ? EventPosition.first() : EventPosition.first(randomRoom());
    }

    private RoomId randomRoom() {
        StringBuilder opaque = new StringBuilder("!");
        for (int i = 0; i < OPAQUE_LENGTH; i++) {
            opaque.append(OPAQUE.charAt(random.nextInt(OPAQUE.length())));
        }
        return new RoomId(opaque.append(':').append(server.serverName().value()).toString());
    }
}
