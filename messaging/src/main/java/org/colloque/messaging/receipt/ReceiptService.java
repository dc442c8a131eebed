package org.colloque.messaging.receipt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.receipt.ReceiptStore.Outcome;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/**
 * Takes in receipts, of users of this server and of others. Other servers learn of the public ones through
 * {@link ReceiptChange}s of the log. Spec: client-server-api, "Receipts" and "Fully read markers".
 */
@ApplicationScoped
public class ReceiptService {

    private final ReceiptStore store;
    private final ReceiptThreads threads;
    private final AccountDataService accountData;
    private final Clock clock;

    ReceiptService(ReceiptStore store, ReceiptThreads threads, AccountDataService accountData, Clock clock) {
        this.store = store;
        this.threads = threads;
        this.accountData = accountData;
        this.clock = clock;
    }

    /** A receipt of one type for one event, by a local user. */
    public record Mark(String type, String eventId) {
    }

    /**
     * A local user has read up to an event. Fails with {@code M_FORBIDDEN} when they are not in the room, {@code M_INVALID_PARAM}
     * when the event is not in the thread.
     *
     * @param thread empty when the client knows no threads
     */
    public Uni<Void> read(UserId user, RoomId room, Mark mark, Optional<String> thread) {
        Receipt receipt = receipt(user, room, mark, thread.orElse(Receipt.UNTHREADED));
        return threads.check(receipt).chain(() -> move(List.of(receipt)));
    }

    /** A local user has moved the read marker, and receipts with it. Fails as {@link #read} does. */
    public Uni<Void> mark(UserId user, RoomId room, Optional<String> fullyRead, List<Mark> marks) {
        Uni<Void> moved = marks.isEmpty() ? Uni.createFrom().voidItem()
                : move(marks.stream().map(mark -> receipt(user, room, mark, Receipt.UNTHREADED)).toList());
        return moved.chain(() -> fullyRead.isEmpty() ? Uni.createFrom().voidItem() : fullyRead(user, room, fullyRead.get()));
    }

    /**
     * Receipts that another server sent; those of users that are not its own, or not in the room, are left out.
     * Spec: server-server-api, "Receipts".
     */
    public Uni<Void> received(ServerName origin, List<Receipt> receipts) {
        List<Receipt> own = receipts.stream().filter(receipt -> receipt.user().isOn(origin) && !receipt.isPrivate()).toList();
        return store.move(own).replaceWithVoid();
    }

    private Uni<Void> move(List<Receipt> receipts) {
        return store.move(receipts).invoke(outcomes -> {
            if (outcomes.contains(Outcome.NOT_JOINED)) {
                throw MatrixException.forbidden("You are not in this room.");
            }
        }).replaceWithVoid();
    }

    private Uni<Void> fullyRead(UserId user, RoomId room, String eventId) {
        return threads.known(room, eventId).chain(() -> accountData.store(user, Optional.of(room), AccountDataService.FULLY_READ,
                JsonNodeFactory.instance.objectNode().put("event_id", eventId)));
    }

    private Receipt receipt(UserId user, RoomId room, Mark mark, String thread) {
        return new Receipt(room, user, mark.type(), thread, mark.eventId(), clock.millis());
    }
}
