package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.PartialEntry;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.messaging.event.pipeline.HashesAndSignatures.Checked;
import org.colloque.messaging.event.pipeline.Incoming.Way;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/** This server enters a room through another one: the state and its auth chain, then the join on top of it. */
@ApplicationScoped
class Entry {

    private final HashesAndSignatures checks;
    private final RoomHeads heads;
    private final RoomQueues queues;
    private final NewRooms rooms;
    private final EventNaming naming;
    private final IntakeSteps steps;
    private final Filling filling;
    private final ServerConfig server;

    Entry(HashesAndSignatures checks, RoomHeads heads, RoomQueues queues, NewRooms rooms, EventNaming naming, IntakeSteps steps,
            Filling filling, ServerConfig server) {
        this.checks = checks;
        this.heads = heads;
        this.queues = queues;
        this.rooms = rooms;
        this.naming = naming;
        this.steps = steps;
        this.filling = filling;
        this.server = server;
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#acceptRoom}. */
    Uni<EventRef> enter(EnteredRoom room) {
        Optional<Essentials> parts = Essentials.of(room);
        List<Pdu> state = parts.map(Essentials::state).orElse(room.state());
        List<Pdu> chain = parts.map(Essentials::chain).orElse(room.authChain());
        Optional<PartialEntry> partial = parts.map(found -> partial(room));
        return enter(room.version(), room.join(), state, chain, partial)
                .invoke(entered -> parts.ifPresent(found -> filling.begin(room.join().roomId(), found.rest())));
    }

    private Uni<EventRef> enter(RoomVersion version, Pdu join, List<Pdu> state, List<Pdu> authChain, Optional<PartialEntry> partial) {
        Set<Pdu> all = new HashSet<>(state);
        all.addAll(authChain);
        all.remove(join);
        List<Pdu> events = new ArrayList<>(all);
        events.add(join);
        RoomId room = join.roomId();
        return checks.check(room, events).chain(checked -> {
            requireSound(version, join, state, checked);
            Incoming incoming = incoming(join, state, checked, partial);
            return heads.get(room).chain(known -> known.isPresent()
                    ? queues.submit(room, new Intake(incoming, steps)) : enterUnknown(room, version, incoming));
        }).map(verdicts -> ref(verdicts.get(join.eventId())));
    }

    private PartialEntry partial(EnteredRoom room) {
        Set<ServerName> servers = new HashSet<>(room.servers());
        room.state().stream().filter(event -> event.membership().filter("join"::equals).isPresent())
                .forEach(event -> servers.add(event.sender().server()));
        servers.add(room.through());
        servers.remove(server.serverName());
        return new PartialEntry(room.through(), servers);
    }

    private Uni<Map<EventId, Verdict>> enterUnknown(RoomId room, RoomVersion version, Incoming incoming) {
        return naming.take(1).emitOn(Infrastructure.getDefaultWorkerPool()).chain(number -> {
            RoomDraft draft = RoomDraft.ofNewRoom(number[0], room, version, server.serverName());
            Intake intake = new Intake(incoming, steps);
            return intake.apply(draft).call(verdicts -> requireAccepted(verdicts, incoming))
                    .chain(verdicts -> rooms.store(draft).chain(stored -> stored
                            ? Uni.createFrom().item(verdicts) : queues.submit(room, intake)));
        });
    }

    /** Nothing of a room is stored that could not be entered. */
    private static Uni<Void> requireAccepted(Map<EventId, Verdict> verdicts, Incoming incoming) {
        return Uni.createFrom().item(ref(verdicts.get(incoming.events().getFirst().eventId()))).replaceWithVoid();
    }

    private static Incoming incoming(Pdu join, List<Pdu> state, Checked checked, Optional<PartialEntry> partial) {
        Pdu genuine = checked.genuine().get(join.eventId());
        List<Pdu> others = checked.events().stream().filter(event -> !event.equals(join)).toList();
        List<EventId> before = state.stream().filter(event -> !event.equals(join)).map(Pdu::eventId)
                .filter(checked.genuine()::containsKey).toList();
        return new Incoming(List.of(genuine), others, Map.of(join.eventId(), before), Way.ENTRY, partial);
    }

    private static void requireSound(RoomVersion version, Pdu join, List<Pdu> state, Checked checked) {
        String refused = checked.refused().get(join.eventId());
        if (refused != null) {
            throw MatrixException.forbidden("The join that came back is not sound: " + refused);
        }
        boolean created = state.stream().anyMatch(event -> event.isState(EventTypes.CREATE, "")
                && checked.genuine().containsKey(event.eventId())
                && event.content().path("room_version").asText("1").equals(version.id()));
        if (!created) {
            throw MatrixException.forbidden("The state that came back has no create event of room version " + version.id() + ".");
        }
    }

    private static EventRef ref(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Held(EventRef event, EventStatus status, boolean isNew) when status == EventStatus.ACCEPTED -> event;
            case Verdict.Held held -> throw MatrixException.forbidden("The room does not allow the join.");
            case Verdict.Refused(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Rejected(String reason) -> throw MatrixException.forbidden(reason);
            case Verdict.Missing missing -> throw MatrixException.forbidden("The auth chain that came back is not whole.");
        };
    }
}
