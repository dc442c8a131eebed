package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** Sends messages, state and redactions. Spec: client-server-api, "Sending events to a room". */
@Singleton
public class SendService {

    private final EventPipeline pipeline;
    private final InviteService invites;
    private final CanonicalAliasCheck aliases;
    private final RelationRules relations;

    SendService(EventPipeline pipeline, InviteService invites, CanonicalAliasCheck aliases, RelationRules relations) {
        this.pipeline = pipeline;
        this.invites = invites;
        this.aliases = aliases;
        this.relations = relations;
    }

    /** Sends a message under a transaction id; the same device, room and id give the same event again. */
    public Uni<EventRef> message(Requester sender, RoomId room, String type, ObjectNode content, String transactionId) {
        return message(sender, room, type, content, transactionId, OptionalLong.empty());
    }

    /** As above, with the time that the event bears (milliseconds since the epoch) when it is not now. */
    public Uni<EventRef> message(Requester sender, RoomId room, String type, ObjectNode content, String transactionId, OptionalLong time) {
        ClientTransaction transaction = ClientTransaction.of(sender.device(), "send/" + type, transactionId);
        if (type.equals(EventTypes.REDACTION)) {
            EventId target = EventId.parse(Optional.ofNullable(content.path("redacts").textValue())
                    .orElseThrow(() -> MatrixException.badJson("A redaction must name the event that it redacts.")));
            return redact(sender, room, target, content, transaction, time);
        }
        EventDraft draft = new EventDraft(sender.user(), type, Optional.empty(), content, Optional.empty(), Optional.of(transaction), time);
        return relations.check(room, draft).chain(() -> pipeline.send(room, draft));
    }

    /** Sends state. An invite goes by way of the invited user's server, an alias is checked first. */
    public Uni<EventRef> state(UserId sender, RoomId room, StateKey slot, ObjectNode content) {
        return state(room, slot, EventDraft.state(sender, slot.type(), slot.stateKey(), content));
    }

    /** As above, with the time that the event bears (milliseconds since the epoch) when it is not now. An invite is of now. */
    public Uni<EventRef> state(UserId sender, RoomId room, StateKey slot, ObjectNode content, OptionalLong time) {
        return state(room, slot, new EventDraft(sender, slot.type(), Optional.of(slot.stateKey()), content, Optional.empty(),
                Optional.empty(), time));
    }

    /** As above, under a transaction id: the same device, room and id give the same event again (but for an invite). */
    public Uni<EventRef> state(Requester sender, RoomId room, StateKey slot, ObjectNode content, String transactionId) {
        return state(room, slot, new EventDraft(sender.user(), slot.type(), Optional.of(slot.stateKey()), content, Optional.empty(),
                Optional.of(ClientTransaction.of(sender.device(), "state/" + slot.type(), transactionId)), OptionalLong.empty()));
    }

    private Uni<EventRef> state(RoomId room, StateKey slot, EventDraft draft) {
        ObjectNode content = draft.content();
        if (slot.type().equals(EventTypes.CREATE)) {
            throw MatrixException.forbidden("A room is created once.");
        }
        if (slot.type().equals(EventTypes.MEMBER) && content.path("membership").asText().equals("invite")) {
            return invites.invite(draft.sender(), room, UserId.parse(slot.stateKey()), content);
        }
        Uni<Void> checked = slot.equals(new StateKey(EventTypes.CANONICAL_ALIAS, ""))
                ? aliases.check(room, content) : Uni.createFrom().voidItem();
        return checked.chain(() -> pipeline.send(room, draft));
    }

    /** Redacts an event. Spec: client-server-api, "Redactions". */
    public Uni<EventRef> redact(Requester sender, RoomId room, EventId target, ObjectNode content, ClientTransaction transaction) {
        return redact(sender, room, target, content, transaction, OptionalLong.empty());
    }

    private Uni<EventRef> redact(Requester sender, RoomId room, EventId target, ObjectNode content, ClientTransaction transaction,
            OptionalLong time) {
        return pipeline.send(room, new EventDraft(sender.user(), EventTypes.REDACTION, Optional.empty(), content,
                Optional.of(target), Optional.of(transaction), time));
    }
}
