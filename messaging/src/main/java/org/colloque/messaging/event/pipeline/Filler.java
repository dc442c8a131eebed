package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.messaging.event.append.WarmRoom;
import org.colloque.messaging.event.partial.PartialRoom;
import org.colloque.messaging.event.partial.PartialRoomStore;
import org.colloque.messaging.event.pipeline.Essentials.Rest;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.jboss.logging.Logger;

/** Makes one room's partial state whole, once. */
@ApplicationScoped
class Filler {

    private static final Logger LOG = Logger.getLogger(Filler.class);
    private static final int SERVERS_ASKED = 5;

    private final PartialRoomStore store;
    private final RoomHeads heads;
    private final RoomQueues queues;
    private final WholeState states;
    private final StateWriter writer;
    private final Snapshots snapshots;
    private final ServerConfig server;

    Filler(PartialRoomStore store, RoomHeads heads, RoomQueues queues, WholeState states, StateWriter writer, Snapshots snapshots,
            ServerConfig server) {
        this.store = store;
        this.heads = heads;
        this.queues = queues;
        this.states = states;
        this.writer = writer;
        this.snapshots = snapshots;
        this.server = server;
    }

    /**
     * Fills the room; fails when no server gave its state.
     *
     * @param rest what came with the join, where this node has it; else null
     */
    Uni<Void> fill(PartialRoom room, Rest rest) {
        return heads.get(room.room()).chain(found -> {
            Optional<RoomHead> head = found.map(WarmRoom::head).filter(RoomHead::isLocal);
            return head.isEmpty() ? store.abandon(room)
                    : told(head.get(), room, rest).chain(told -> queues.submit(room.room(),
                            new Completion(room, told, server.serverName(), snapshots, writer)));
        });
    }

    private Uni<Map<StateKey, EventRef>> told(RoomHead head, PartialRoom room, Rest rest) {
        if (rest == null) {
            return ask(head, room);
        }
        return further(rest).chain(further -> states.keep(room, Stream.concat(rest.events().stream(), further.stream()).toList())
                .chain(() -> rest.state().isEmpty() ? ask(head, room)
                        : states.held(Stream.concat(rest.state().get().stream(), further.stream().map(Pdu::eventId)).toList())));
    }

    private static Uni<List<Pdu>> further(Rest rest) {
        return Uni.createFrom().item(rest.further()).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Map<StateKey, EventRef>> ask(RoomHead head, PartialRoom room) {
        Uni<Map<StateKey, EventRef>> answer = null;
        for (ServerName asked : Filling.firstThenOthers(room.through(), room.servers(), SERVERS_ASKED)) {
            answer = answer == null ? ask(asked, head, room) : answer.onFailure().recoverWithUni(() -> ask(asked, head, room));
        }
        return answer;
    }

    private Uni<Map<StateKey, EventRef>> ask(ServerName asked, RoomHead head, PartialRoom room) {
        return Uni.createFrom().deferred(() -> states.from(asked, head, room))
                .onFailure().invoke(failure -> LOG.debugf(failure, "No state of %s from %s", room.room(), asked));
    }
}
