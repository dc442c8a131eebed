package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.receipt.Receipt;
import org.colloque.messaging.receipt.ReceiptService;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** How far users of other servers have read. Spec: server-server-api, "Receipts". */
@ApplicationScoped
class ReceiptReceiver implements EduReceiver {

    private static final int MAX_ID = 255;

    private final ReceiptService receipts;
    private final PeerAccess access;
    private final Clock clock;

    ReceiptReceiver(ReceiptService receipts, PeerAccess access, Clock clock) {
        this.receipts = receipts;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "m.receipt";
    }

    @Override
    public Uni<Void> receive(ServerName origin, ObjectNode content) {
        return Multi.createFrom().iterable(content.properties())
                .onItem().transformToUniAndConcatenate(entry -> ofRoom(origin, entry.getKey(), entry.getValue())
                        .onFailure(failure -> failure instanceof MatrixException || failure instanceof InvalidIdentifierException)
                        .recoverWithNull())
                .collect().last().replaceWithVoid();
    }

    private Uni<Void> ofRoom(ServerName origin, String roomId, JsonNode byType) {
        return Uni.createFrom().deferred(() -> {
            RoomId room = new RoomId(roomId);
            List<Receipt> read = new ArrayList<>();
            byType.path(Receipt.READ).properties().forEach(user -> read(room, user.getKey(), user.getValue(), read));
            return read.isEmpty() ? Uni.createFrom().voidItem()
                    : access.heard(origin, room).chain(head -> receipts.received(origin, read));
        });
    }

    private void read(RoomId room, String user, JsonNode receipt, List<Receipt> read) {
        String event = receipt.path("event_ids").path(0).asText("");
        if (event.startsWith("$") && event.length() <= MAX_ID) {
            String thread = JsonNodes.text(receipt.path("data"), "thread_id").orElse(Receipt.UNTHREADED);
            read.add(new Receipt(room, new UserId(user), Receipt.READ, thread, event, receipt.path("data").path("ts").asLong(clock.millis())));
        }
    }
}
