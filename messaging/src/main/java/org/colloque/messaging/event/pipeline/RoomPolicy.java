package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.policy.PolicyServer;

/** Which policy server a room has by its current state. Costs nothing in a room that has none. */
@Singleton
class RoomPolicy {

    private final DraftReads reads;

    RoomPolicy(DraftReads reads) {
        this.reads = reads;
    }

    /** Whether the room names a policy server, be it enabled or not. */
    boolean isNamed(RoomDraft draft) {
        return draft.head().state().get(PolicyServer.SLOT).isPresent();
    }

    /** The policy server that is enabled by the head of a draft. */
    Uni<Optional<PolicyServer>> of(RoomDraft draft) {
        RoomHead head = draft.head();
        if (!isNamed(draft)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return reads.inState(draft, head.state(), Set.of(PolicyServer.SLOT))
                .map(found -> Optional.ofNullable(found.get(PolicyServer.SLOT)).map(Pdu::content).flatMap(PolicyServer::named)
                        .filter(server -> head.partial() || head.members().joinedByServer().containsKey(server.name())));
    }

    /** Whether the room's policy server, if there is one, recommends the event. */
    Uni<Boolean> recommends(RoomDraft draft, Pdu event) {
        return of(draft).map(server -> server.isEmpty() || server.get().recommends(event));
    }
}
