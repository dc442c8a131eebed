package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventPipeline.ReceiveOutcome;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.room.RestrictedJoins;
import org.colloque.messaging.room.RestrictedJoins.Decision;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;

/**
 * Takes in the member events that other servers made from our proposals, and has them passed on to the room's servers.
 *
 * <p>Spec: server-server-api, "Joining Rooms", "Knocking upon a room", "Leaving Rooms (Rejecting Invites)".
 */
@ApplicationScoped
public class HandedIn {

    private static final String VOUCHER = "join_authorised_via_users_server";

    private final EventPipeline pipeline;
    private final RoomReads reads;
    private final RestrictedJoins restricted;
    private final OwnKeys own;
    private final Database database;

    HandedIn(EventPipeline pipeline, RoomReads reads, RestrictedJoins restricted, OwnKeys own, Database database) {
        this.pipeline = pipeline;
        this.reads = reads;
        this.restricted = restricted;
        this.own = own;
        this.database = database;
    }

    /**
     * Appends the member event, with our signature if it needs one of a user here who vouches for it. Fails with
     * {@code M_INVALID_PARAM} when it is not the event that the path says, {@code M_FORBIDDEN} when the room's rules refuse it.
     */
    public Uni<StoredEvent> accept(ServerName peer, RoomHead head, EventId eventId, String membership, ObjectNode json) {
        Pdu event = MemberEvents.parse(head.version(), json);
        MemberEvents.check(event, head.roomId(), eventId, membership);
        MemberEvents.requireOwnUser(event, peer);
        return vouched(head, event).chain(vouched -> append(peer, head, vouched));
    }

    private Uni<Pdu> vouched(RoomHead head, Pdu event) {
        Optional<String> voucher = JsonNodes.text(event.content(), VOUCHER);
        boolean ours = voucher.filter(user -> user.endsWith(":" + own.name())).isPresent();
        if (!event.membership().equals(Optional.of("join")) || !ours) {
            return Uni.createFrom().item(event);
        }
        return restricted.decide(head, event.sender()).map(decision -> switch (decision) {
            case Decision.VouchedBy ignored -> MemberEvents.sign(event, own);
            case Decision.NotNeeded ignored -> MemberEvents.sign(event, own);
            case Decision.Refused ignored -> throw refused("The user is in none of the rooms whose members may join this one.");
            case Decision.NobodyHere ignored -> throw refused("Nobody on this server may let the user in.");
        });
    }

    /** What is to be passed on is noted first: were the node to die in between, the event would still be sent. */
    private Uni<StoredEvent> append(ServerName peer, RoomHead head, Pdu event) {
        return database.update("insert into federation_relay (event_id, origin) values ($1, $2) on conflict do nothing",
                        event.eventId().value(), peer.value())
                .chain(() -> pipeline.receive(peer, head.roomId(), List.of(event)))
                .chain(outcomes -> switch (outcomes.get(event.eventId())) {
                    case ReceiveOutcome.Stored stored -> reads.byId(List.of(event.eventId())).map(found -> found.get(event.eventId()));
                    case ReceiveOutcome.Waiting waiting -> Uni.createFrom().failure(refused("This server cannot judge it yet."));
                    case ReceiveOutcome.Refused refusal -> Uni.createFrom().failure(refused(refusal.reason()));
                    case null -> Uni.createFrom().failure(refused("The event was not taken in."));
                })
                .invoke(stored -> {
                    if (stored.status() != EventStatus.ACCEPTED) {
                        throw refused("The room does not allow this now.");
                    }
                });
    }

    private static MatrixException refused(String sentence) {
        return MatrixException.forbidden(sentence);
    }
}
