package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.partial.PartialRooms;
import org.colloque.messaging.event.pipeline.LocalEvents.StateUnknown;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/**
 * State that this node has shown another server and not taken in yet: an invite that the invited user's server has to sign. That server may
 * bring its user in as soon as it has signed, before the invite has come back.
 */
@Singleton
class UnderWay {

    private final Cosigned cosigned;
    private final PartialRooms partial;
    private final Map<Place, CompletableFuture<Void>> places = new ConcurrentHashMap<>();

    private record Place(RoomId room, StateKey slot) {
    }

    UnderWay(Cosigned cosigned, PartialRooms partial) {
        this.cosigned = cosigned;
        this.partial = partial;
    }

    Uni<EventRef> send(RoomId room, EventDraft draft, Function<Pdu, Uni<Pdu>> cosign) {
        Optional<Place> place = draft.stateKey().map(key -> new Place(room, new StateKey(draft.type(), key)));
        return place.isEmpty() ? cosigned(room, draft, cosign) : Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            places.put(place.get(), end);
            return cosigned(room, draft, cosign).onTermination().invoke(() -> {
                places.remove(place.get(), end);
                end.complete(null);
            });
        });
    }

    private Uni<EventRef> cosigned(RoomId room, EventDraft draft, Function<Pdu, Uni<Pdu>> cosign) {
        return cosigned.send(room, draft, cosign)
                .onFailure(StateUnknown.class).recoverWithUni(() -> partial.whole(room).chain(() -> cosigned(room, draft, cosign)));
    }

    /** Emits when nothing is under way to this slot, or as soon as that has come in or failed. */
    Uni<Void> settled(RoomId room, StateKey slot) {
        CompletableFuture<Void> end = places.get(new Place(room, slot));
        return end == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(end);
    }
}
