package org.colloque.messaging.event.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/** {@link EventPipeline}: each way in leads to the step where its events stand. */
@ApplicationScoped
public class StepwisePipeline implements EventPipeline {

    private final RoomQueues queues;
    private final LocalEvents local;
    private final RoomCreation creation;
    private final Templates templates;

    StepwisePipeline(RoomQueues queues, LocalEvents local, RoomCreation creation, Templates templates) {
        this.queues = queues;
        this.local = local;
        this.creation = creation;
        this.templates = templates;
    }

    @Override
    public Uni<EventRef> send(RoomId room, EventDraft draft) {
        return sendAll(room, List.of(draft)).map(List::getFirst);
    }

    @Override
    public Uni<EventRef> send(RoomId room, EventDraft draft, Function<Pdu, Uni<Pdu>> cosign) {
        return later();
    }

    @Override
    public Uni<List<EventRef>> sendAll(RoomId room, List<EventDraft> drafts) {
        return queues.submit(room, new LocalSend(local, drafts));
    }

    @Override
    public Uni<CreatedRoom> create(RoomVersion version, List<EventDraft> drafts) {
        return Uni.createFrom().deferred(() -> creation.create(version, drafts));
    }

    @Override
    public Uni<ObjectNode> template(RoomId room, UserId user, String membership, ObjectNode content) {
        return templates.template(room, user, membership, content);
    }

    @Override
    public Uni<Map<EventId, ReceiveOutcome>> receive(ServerName origin, RoomId room, List<Pdu> events) {
        return later();
    }

    @Override
    public Uni<EventRef> acceptRoom(ServerName origin, RoomVersion version, Pdu join, List<Pdu> state, List<Pdu> authChain) {
        return later();
    }

    @Override
    public Uni<Integer> backfill(ServerName origin, RoomId room, List<Pdu> events) {
        return later();
    }

    @Override
    public Uni<Void> recordOutsideMembership(RoomVersion version, Pdu membership, List<ObjectNode> strippedState) {
        return later();
    }

    private static <T> Uni<T> later() {
        return Uni.createFrom().failure(() -> new MatrixException(Errcode.M_UNRECOGNIZED, "This part is not built yet."));
    }
}
