package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * The only way to append an event to a room. Steps: ParsePdu, CheckHashesAndSignatures, FetchMissing, Authorise, ResolveState,
 * Append; each caller enters where its events stand.
 */
public interface EventPipeline {

    /**
     * Builds, authorises, signs and appends an event of a local user. The answer comes after the commit. The same
     * {@link ClientTransaction} answers the same event. Fails with {@code M_FORBIDDEN} when the rules refuse it,
     * {@code M_TOO_LARGE} when it is too large, {@code M_NOT_FOUND} when the room is not known; where the room has a policy server, as
     * {@link RemotePolicy#sign} when that does not sign the event.
     */
    Uni<EventRef> send(RoomId room, EventDraft draft);

    /**
     * As {@link #send}, with a step between signing and appending: {@code cosign} may add signatures (of the invited user's
     * server), its failure is the send's. It may be called again when the room moved meanwhile.
     */
    Uni<EventRef> send(RoomId room, EventDraft draft, Function<Pdu, Uni<Pdu>> cosign);

    /**
     * Emits when no event of this node for this slot waits for another server's signature any more. Who asks on that server's behalf may
     * know of the event before it is in the room.
     */
    Uni<Void> settled(RoomId room, StateKey slot);

    /**
     * Appends several drafts in order, all or none, in one statement; where the room has a policy server, one after the other. Fails as
     * {@link #send} does.
     */
    Uni<List<EventRef>> sendAll(RoomId room, List<EventDraft> drafts);

    /**
     * Makes a room: the create event from the first draft (which gives the room its id in version 12), then the others, all or
     * none.
     */
    Uni<CreatedRoom> create(RoomVersion version, List<EventDraft> drafts);

    /**
     * Builds an unsigned template of an event of a user of another server, after authorising it: what {@code make_join},
     * {@code make_leave} and {@code make_knock} answer. Fails with {@code M_FORBIDDEN}.
     */
    Uni<ObjectNode> template(RoomId room, UserId user, String membership,
            ObjectNode content);

    /**
     * Takes in live events that another server sent, each checked for hash, signatures and authorisation; what is missing is
     * fetched from {@code origin} through {@link RemoteEvents}. One refused event does not touch the others: the answer has one
     * outcome for each. Answers after the commit.
     */
    Uni<Map<EventId, ReceiveOutcome>> receive(ServerName origin, RoomId room, List<Pdu> events);

    /**
     * Takes in the room that a {@code send_join} (or {@code send_knock}) of ours answered: the auth chain and state as outliers,
     * checked, then the join on top of that state. The room may be known already.
     */
    default Uni<EventRef> acceptRoom(ServerName origin, RoomVersion version, Pdu join, List<Pdu> state, List<Pdu> authChain) {
        return acceptRoom(EnteredRoom.whole(origin, version, join, state, authChain));
    }

    /**
     * The same for a room whose state may have come without its members. Of such a room, and of a very large one, only what is needed to act
     * in it is taken in before the answer; the rest follows, and until then {@link RoomHead#partial()} says so.
     */
    Uni<EventRef> acceptRoom(EnteredRoom room);

    /** Takes in older events of a room, checked, below what is there already. Answers how many were new, those that are kept as rejected included. */
    Uni<Integer> backfill(ServerName origin, RoomId room, List<Pdu> events);

    /**
     * Records a membership that came from outside of a room that this server does not (or no more) take part in: an invite,
     * a knock, or the leave that ends one. Signatures must have been checked. {@code strippedState} is what the client sees of the room.
     */
    Uni<Void> recordOutsideMembership(RoomVersion version, Pdu membership, List<ObjectNode> strippedState);

    /** A room that {@link #create} made. */
    record CreatedRoom(RoomId room, List<EventRef> events) {
    }

    /** What became of one received event. */
    sealed interface ReceiveOutcome {

        /** Stored (or known already), possibly soft-failed. */
        record Stored(EventRef event) implements ReceiveOutcome {
        }

        /** Kept until the state is known by which it is to be judged. */
        record Waiting() implements ReceiveOutcome {
        }

        /** Refused; the sentence says which check failed. */
        record Refused(String reason) implements ReceiveOutcome {
        }
    }
}
