package org.colloque.messaging.receipt;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** Which thread an event belongs to. Spec: client-server-api, "Threaded read receipts". */
@Singleton
public class ReceiptThreads {

    private static final int MOST_HOPS = 3;

    private final RoomReads reads;

    ReceiptThreads(RoomReads reads) {
        this.reads = reads;
    }

    /** The root of the thread that an event is in, or {@link Receipt#MAIN}. */
    public Uni<String> of(Pdu event) {
        return follow(event, MOST_HOPS);
    }

    /** Fails with {@code M_INVALID_PARAM} when the receipt names a thread that its event is not in. */
    Uni<Void> check(Receipt receipt) {
        if (receipt.thread().equals(Receipt.UNTHREADED)) {
            return Uni.createFrom().voidItem();
        }
        return find(receipt.eventId()).chain(found -> found.isEmpty() ? Uni.createFrom().voidItem()
                : of(found.get().pdu()).invoke(thread -> {
                    boolean root = receipt.thread().equals(receipt.eventId());
                    if (!thread.equals(receipt.thread()) && !root) {
                        throw MatrixException.invalidParam("The event is not in the thread " + receipt.thread() + ".");
                    }
                }).replaceWithVoid());
    }

    /** Fails with {@code M_NOT_FOUND} when the event is not one of the room. */
    Uni<Void> known(RoomId room, String eventId) {
        return find(eventId).invoke(found -> {
            if (found.isEmpty() || !found.get().pdu().roomId().equals(room)) {
                throw MatrixException.notFound("There is no such event in this room.");
            }
        }).replaceWithVoid();
    }

    private Uni<Optional<StoredEvent>> find(String eventId) {
        EventId id = EventId.parse(eventId);
        return reads.byId(List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
    }

    private Uni<String> follow(Pdu event, int hops) {
        var relation = event.content().path("m.relates_to");
        String target = relation.path("event_id").asText("");
        if (target.length() < 2 || !relation.path("rel_type").isTextual() || event.isState()) {
            return Uni.createFrom().item(Receipt.MAIN);
        }
        if (relation.path("rel_type").asText().equals("m.thread")) {
            return Uni.createFrom().item(target);
        }
        if (hops == 0 || target.charAt(0) != '$') {
            return Uni.createFrom().item(Receipt.MAIN);
        }
        return find(target).chain(found -> found.isEmpty() ? Uni.createFrom().item(Receipt.MAIN) : follow(found.get().pdu(), hops - 1));
    }
}
