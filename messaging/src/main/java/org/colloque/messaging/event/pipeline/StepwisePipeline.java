package org.colloque.messaging.event.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventRef;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/** {@link EventPipeline}: each way in leads to the step where its events stand. */
@Singleton
public class StepwisePipeline implements EventPipeline {

    private final LocalSends local;
    private final RoomCreation creation;
    private final Templates templates;
    private final UnderWay underWay;
    private final RemoteIntake remote;
    private final Entry entry;
    private final OutsideMemberships memberships;

    StepwisePipeline(LocalSends local, RoomCreation creation, Templates templates, UnderWay underWay,
            RemoteIntake remote, Entry entry, OutsideMemberships memberships) {
        this.local = local;
        this.creation = creation;
        this.templates = templates;
        this.underWay = underWay;
        this.remote = remote;
        this.entry = entry;
        this.memberships = memberships;
    }

    @Override
    public Uni<EventRef> send(RoomId room, EventDraft draft) {
        return sendAll(room, List.of(draft)).map(List::getFirst);
    }

    @Override
    public Uni<EventRef> send(RoomId room, EventDraft draft, Function<Pdu, Uni<Pdu>> cosign) {
        return underWay.send(room, draft, cosign);
    }

    @Override
    public Uni<Void> settled(RoomId room, StateKey slot) {
        return underWay.settled(room, slot);
    }

    @Override
    public Uni<List<EventRef>> sendAll(RoomId room, List<EventDraft> drafts) {
        return local.send(room, drafts);
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
        return remote.receive(origin, room, events);
    }

    @Override
    public Uni<EventRef> acceptRoom(EnteredRoom room) {
        return entry.enter(room);
    }

    @Override
    public Uni<Integer> backfill(ServerName origin, RoomId room, List<Pdu> events) {
        return remote.backfill(origin, room, events);
    }

    @Override
    public Uni<Void> recordOutsideMembership(RoomVersion version, Pdu membership, List<ObjectNode> strippedState) {
        return memberships.record(version, membership, strippedState);
    }
}
