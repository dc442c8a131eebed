package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RemotePolicy;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.protocol.event.InvalidEventException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.policy.PolicyServer;
import org.jboss.logging.Logger;

/** Asks a room's policy server to sign events. Spec: server-server-api, "Asking for a Policy Server signature on an event". */
@Singleton
class PolicySigning {

    private static final int SIDE_BY_SIDE = 8;
    private static final int SERVER_ERROR = 500;
    /** What has not been signed by then goes without: a policy server that hangs must not hold up what others send. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger LOG = Logger.getLogger(PolicySigning.class);

    private final RemotePolicy remote;
    private final RoomPolicy policy;
    private final RoomHeads heads;
    private final RoomReads reads;
    private final ServerConfig server;

    PolicySigning(RemotePolicy remote, RoomPolicy policy, RoomHeads heads, RoomReads reads, ServerConfig server) {
        this.remote = remote;
        this.policy = policy;
        this.heads = heads;
        this.reads = reads;
        this.server = server;
    }

    /**
     * An event of this server with the signature that its room wants. Fails as {@link RemotePolicy#sign} when the policy server does not give
     * it, with {@code M_FORBIDDEN} when what it gives is no valid one, with {@code M_TOO_LARGE} when there is no room for it.
     */
    Uni<Pdu> sign(RoomDraft draft, Pdu event) {
        return policy.of(draft).chain(found -> found.isEmpty() || found.get().recommends(event) ? Uni.createFrom().item(event)
                : ask(found.get(), event).map(signed -> signed.filter(found.get()::recommends)
                        .orElseThrow(() -> MatrixException.forbidden("The room's policy server has not rightly signed the event."))))
                .onFailure(InvalidEventException.class).transform(tooLarge -> new MatrixException(Errcode.M_TOO_LARGE, tooLarge.getMessage()));
    }

    /** Events of other servers, with the signatures that are missing where the policy server gives them. Never fails. */
    Uni<List<Pdu>> complete(RoomId room, List<Pdu> events) {
        return heads.get(room).chain(warm -> warm.isEmpty() ? Uni.createFrom().item(Optional.<PolicyServer>empty())
                        : policy.of(RoomDraft.on(warm.get(), server.serverName())))
                .chain(found -> found.isEmpty() || events.stream().allMatch(found.get()::recommends) ? Uni.createFrom().item(events)
                        : complete(found.get(), events));
    }

    /** What is held already was judged when it came. */
    private Uni<List<Pdu>> complete(PolicyServer by, List<Pdu> events) {
        List<EventId> unsigned = events.stream().filter(event -> !by.recommends(event)).map(Pdu::eventId).toList();
        return reads.byId(unsigned).chain(held -> {
            Map<EventId, Pdu> signed = new ConcurrentHashMap<>();
            List<Pdu> open = events.stream().filter(event -> unsigned.contains(event.eventId()))
                    .filter(event -> !held.containsKey(event.eventId()) || held.get(event.eventId()).status() == EventStatus.OUTLIER).toList();
            return askAll(by, open, signed).ifNoItem().after(PATIENCE).recoverWithItem((Void) null)
                    .map(done -> events.stream().map(event -> signed.getOrDefault(event.eventId(), event)).toList());
        });
    }

    /** Once the server has been silent it is not asked about the others. */
    private Uni<Void> askAll(PolicyServer by, List<Pdu> events, Map<EventId, Pdu> signed) {
        AtomicBoolean silent = new AtomicBoolean();
        return Multi.createFrom().iterable(events)
                .onItem().transformToUni(event -> silent.get() ? Uni.createFrom().voidItem() : ask(by, event)
                        .invoke(answer -> answer.ifPresent(complete -> signed.put(event.eventId(), complete)))
                        .onFailure().invoke(failure -> {
                            silent.compareAndSet(false, !(failure instanceof MatrixException refusal) || refusal.status() >= SERVER_ERROR);
                            LOG.debugf("%s does not recommend %s: %s", by.name(), event.eventId(), failure.getMessage());
                        })
                        .onFailure().recoverWithNull().replaceWithVoid()).merge(SIDE_BY_SIDE)
                .collect().last().replaceWithVoid();
    }

    private Uni<Optional<Pdu>> ask(PolicyServer by, Pdu event) {
        if (by.name().equals(server.serverName())) {
            return Uni.createFrom().failure(MatrixException.forbidden("The room names this server as its policy server, which it is not."));
        }
        return remote.sign(by.name(), event).map(answer -> by.signed(event, answer));
    }
}
