package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.PartialEntry;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.WarmRoom;
import org.colloque.messaging.event.partial.PartialRooms;
import org.colloque.messaging.event.pipeline.HashesAndSignatures.Checked;
import org.colloque.messaging.event.pipeline.Incoming.Way;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;

/** This server enters a room through another one: the state and its auth chain, then the join on top of it. */
@ApplicationScoped
class Entry {

    private final HashesAndSignatures checks;
    private final RoomHeads heads;
    private final EntryIntake intake;
    private final PartialRooms partial;
    private final Filling filling;
    private final ServerConfig server;

    Entry(HashesAndSignatures checks, RoomHeads heads, EntryIntake intake, PartialRooms partial, Filling filling, ServerConfig server) {
        this.checks = checks;
        this.heads = heads;
        this.intake = intake;
        this.partial = partial;
        this.filling = filling;
        this.server = server;
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#acceptRoom}. */
    Uni<EventRef> enter(EnteredRoom room) {
        return heads.get(room.join().roomId()).map(found -> found.map(WarmRoom::head).filter(RoomHead::isLocal)).chain(ours -> {
            if (ours.isEmpty()) {
                return enterAnew(room);
            }
            return ours.get().partial() ? partial.whole(ours.get()).chain(() -> enter(room)) : enterAgain(room, ours.get());
        });
    }

    private Uni<EventRef> enterAnew(EnteredRoom room) {
        Optional<Essentials> parts = Essentials.of(room);
        if (parts.isEmpty()) {
            return enter(new Told(room, room.state(), room.authChain(), Map.of(), Optional.empty()));
        }
        Essentials needed = parts.get();
        return enter(new Told(room, needed.state(), needed.chain(), Map.of(), Optional.of(from(room))))
                .invoke(entered -> filling.begin(room.join().roomId(), needed.rest()));
    }

    /** Another user of ours comes into a room that this server is in, and whose state is here: what was left out is as it was. */
    private Uni<EventRef> enterAgain(EnteredRoom room, RoomHead head) {
        return Uni.createFrom().item(() -> room.furtherState().map(Supplier::get).orElse(List.of()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(further -> {
                    List<Pdu> state = Stream.concat(room.state().stream(), further.stream()).toList();
                    return enter(new Told(room, state, room.authChain(), room.membersOmitted() ? members(head) : Map.of(), Optional.empty()));
                });
    }

    private static Map<StateKey, EventId> members(RoomHead head) {
        return head.state().entries().filter(entry -> entry.getKey().type().equals(EventTypes.MEMBER))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().eventId()));
    }

    private Uni<EventRef> enter(Told told) {
        Pdu join = told.room.join();
        Set<Pdu> all = new HashSet<>(told.state);
        all.addAll(told.chain);
        all.remove(join);
        List<Pdu> events = new ArrayList<>(all);
        events.add(join);
        return checks.check(join.roomId(), events).chain(checked -> {
            requireSound(told.room.version(), join, told.state, checked);
            return intake.take(told.room.version(), told.incoming(checked)).map(verdicts -> EntryIntake.ref(verdicts.get(join.eventId())));
        });
    }

    private PartialEntry from(EnteredRoom room) {
        Set<ServerName> servers = new HashSet<>(room.servers());
        room.state().stream().filter(event -> event.membership().filter("join"::equals).isPresent())
                .forEach(event -> servers.add(event.sender().server()));
        servers.add(room.through());
        servers.remove(server.serverName());
        return new PartialEntry(room.through(), servers);
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

    /**
     * What is taken of the state before the join.
     *
     * @param held    what else stands in it, and is here
     * @param partial for a part of the state, whom the rest can be asked for
     */
    private record Told(EnteredRoom room, List<Pdu> state, List<Pdu> chain, Map<StateKey, EventId> held, Optional<PartialEntry> partial) {

        Incoming incoming(Checked checked) {
            Pdu join = room.join();
            Map<StateKey, EventId> untold = new LinkedHashMap<>(held);
            state.forEach(event -> event.slot().ifPresent(untold::remove));
            List<EventId> before = new ArrayList<>(untold.values());
            state.stream().filter(event -> !event.equals(join)).map(Pdu::eventId).filter(checked.genuine()::containsKey).forEach(before::add);
            List<Pdu> others = checked.events().stream().filter(event -> !event.equals(join)).toList();
            return new Incoming(List.of(checked.genuine().get(join.eventId())), others, Map.of(join.eventId(), before),
                    Way.ENTRY, partial);
        }
    }
}
