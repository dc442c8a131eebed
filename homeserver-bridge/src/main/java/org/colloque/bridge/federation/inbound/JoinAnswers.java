package org.colloque.bridge.federation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.bridge.federation.inbound.StateService.State;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.sync.SyncStore;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** The room as a server gets it that has joined. Spec: server-server-api, "PUT /_matrix/federation/v2/send_join/{roomId}/{eventId}". */
@ApplicationScoped
public class JoinAnswers {

    private final StateService states;
    private final RoomReads reads;
    private final SyncStore summaries;

    JoinAnswers(StateService states, RoomReads reads, SyncStore summaries) {
        this.states = states;
        this.reads = reads;
        this.summaries = summaries;
    }

    /**
     * What to answer to a join.
     *
     * @param before      the head of the room before the join
     * @param omitMembers leaves out the members who do not stand for a room without a name, and does not load them; the auth chain
     *                    then is without the events of the state
     */
    Uni<Joined> to(StoredEvent join, RoomHead before, boolean omitMembers) {
        Set<ServerName> servers = before.members().joinedByServer().keySet();
        return (omitMembers ? reduced(join, before) : states.before(join))
                .map(state -> new Joined(join.pdu(), state.state(), state.authChain(), servers, omitMembers));
    }

    private Uni<State> reduced(StoredEvent join, RoomHead before) {
        return heroes(join.pdu().sender(), before).chain(heroes -> reads.stateBefore(join).chain(state -> {
            List<EventRef> kept = kept(state, heroes);
            return reads.byNumber(kept.stream().map(EventRef::number).toList())
                    .chain(events -> rest(join, before, kept).map(chain -> new State(pdus(events.values()), pdus(chain.values()))));
        }));
    }

    private Uni<Set<StateKey>> heroes(UserId user, RoomHead room) {
        return summaries.summaries(List.of(room.roomId())).map(found -> found.values().stream()
                .flatMap(summary -> summary.named() ? Stream.empty() : summary.heroesFor(user).stream())
                .map(StateKey::member).collect(Collectors.toSet()));
    }

    private static List<EventRef> kept(RoomState state, Set<StateKey> heroes) {
        return state.entries().filter(entry -> !entry.getKey().type().equals(EventTypes.MEMBER) || heroes.contains(entry.getKey()))
                .map(Map.Entry::getValue).toList();
    }

    /** The auth chain of the join and of the events of the state, without the latter. */
    private Uni<Map<EventId, StoredEvent>> rest(StoredEvent join, RoomHead room, List<EventRef> state) {
        Set<EventId> given = state.stream().map(EventRef::eventId).collect(Collectors.toSet());
        Set<EventId> starts = new HashSet<>(given);
        starts.add(join.pdu().eventId());
        return reads.authChain(room.number(), starts)
                .map(chain -> chain.stream().filter(event -> !given.contains(event)).toList())
                .chain(reads::byId);
    }

    private static List<Pdu> pdus(Collection<StoredEvent> events) {
        return events.stream().map(StoredEvent::pdu).toList();
    }

    /**
     * A room as a server that joins gets it.
     *
     * @param event   the join, with our signature if it needed one
     * @param state   the state before the join
     * @param servers those who had joined members before it
     */
    public record Joined(Pdu event, List<Pdu> state, List<Pdu> authChain, Set<ServerName> servers, boolean membersOmitted) {
    }
}
