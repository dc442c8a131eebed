package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomWork;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * Joins ends of a room's graph by an event that says nothing, of a member here who may send it. It is kept as a soft-failed one is: nobody sees
 * it, and other servers get it when they ask for what comes before the next event. Unlike those it is built upon.
 *
 * <p>Answers whether there was something to join, and somebody to do so. A policy server is not asked for such an event: in its rooms there is none.
 */
@Singleton
class DummyEvents implements RoomWork<Boolean> {

    /** What other servers call it as well. */
    private static final String TYPE = "org.matrix.dummy_event";
    private static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);
    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);
    private static final int MOST_CANDIDATES = 100;
    private static final Uni<Boolean> NOTHING = Uni.createFrom().item(false);

    private final DraftReads reads;
    private final RoomPolicy policy;
    private final EventNaming naming;
    private final EventMaker maker;
    private final States states;
    private final StateWriter writer;
    private final ServerConfig server;

    DummyEvents(DraftReads reads, RoomPolicy policy, EventNaming naming, EventMaker maker, States states, StateWriter writer,
            ServerConfig server) {
        this.reads = reads;
        this.policy = policy;
        this.naming = naming;
        this.maker = maker;
        this.states = states;
        this.writer = writer;
        this.server = server;
    }

    @Override
    public Uni<Boolean> apply(RoomDraft draft) {
        if (!GraphEnds.tooMany(draft.head())) {
            return NOTHING;
        }
        return policy.of(draft).chain(judge -> judge.isPresent() ? NOTHING
                : sender(draft).chain(sender -> sender.map(user -> add(draft, user)).orElse(NOTHING)));
    }

    private Uni<Optional<UserId>> sender(RoomDraft draft) {
        Set<StateKey> slots = draft.head().state().entries().map(Map.Entry::getKey).filter(this::isLocalMember).limit(MOST_CANDIDATES)
                .collect(Collectors.toCollection(HashSet::new));
        slots.addAll(Set.of(CREATE, POWER_LEVELS));
        return reads.inState(draft, draft.head().state(), slots).map(state -> {
            PowerLevels levels = PowerLevels.of(draft.head().version(), state.get(CREATE), Optional.ofNullable(state.get(POWER_LEVELS)));
            return state.values().stream()
                    .filter(event -> event.type().equals(EventTypes.MEMBER) && event.membership().equals(Optional.of("join")))
                    .map(event -> new UserId(event.stateKey().orElseThrow()))
                    .filter(user -> levels.userLevel(user) >= levels.eventLevel(TYPE, false))
                    .min(Comparator.comparing(UserId::value));
        });
    }

    private boolean isLocalMember(StateKey slot) {
        try {
            return slot.type().equals(EventTypes.MEMBER) && new UserId(slot.stateKey()).isOn(server.serverName());
        } catch (InvalidIdentifierException noUser) {
            return false;
        }
    }

    private Uni<Boolean> add(RoomDraft draft, UserId sender) {
        EventTemplate template = maker.template(draft.head().version(),
                EventDraft.message(sender, TYPE, JsonNodes.object(), Optional.empty()));
        List<EventRef> joined = EventMaker.previous(draft.head());
        return reads.ground(draft, LocalEvents.slots(draft, template)).chain(ground -> {
            Pdu event = maker.make(draft, template, ground, OptionalLong.empty());
            List<Long> auth = ground.state().entrySet().stream().filter(entry -> event.authEvents().contains(entry.getValue().eventId()))
                    .map(entry -> draft.head().state().get(entry.getKey()).orElseThrow().number()).toList();
            return naming.of(template).chain(names -> states.held(draft, joined).chain(ends -> place(draft, event, names, ends, auth)));
        });
    }

    private Uni<Boolean> place(RoomDraft draft, Pdu event, EventNaming.Named names, List<StoredEvent> ends, Collection<Long> auth) {
        long[] previous = ends.stream().mapToLong(StoredEvent::number).toArray();
        return states.after(draft, ends).chain(before -> {
            NewEvent made = NewEvent.of(names.number(), event, names.slot(), names.sender(), EventStatus.SOFT_FAILED, OptionalLong.of(before.id()),
                    auth.stream().mapToLong(Long::longValue).toArray(), previous, NewEvent.Place.NOWHERE);
            draft.add(made);
            draft.extend(made.ref(), event.prevEvents(), event.depth());
            return states.current(draft, made, before).chain(current -> writer.makeCurrent(draft, current)).replaceWith(true);
        });
    }
}
