package org.colloque.messaging.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.receipt.Receipt;
import org.colloque.messaging.receipt.ReceiptChange;
import org.colloque.messaging.receipt.ReceiptStore;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;

/** Read receipts of joined rooms, one event a room. Spec: client-server-api, "Receipts". */
@Singleton
public class ReceiptSource implements SyncSource {

    private static final String TYPE = "m.receipt";

    private final ReceiptStore store;

    ReceiptSource(ReceiptStore store) {
        this.store = store;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        EventFilter filter = pass.filter().room().ephemeral();
        if (!filter.admits(TYPE)) {
            return InTurn.done();
        }
        List<RoomId> asked = (pass.changes().isEmpty() ? pass.user().joinedRooms() : pass.freshRooms()).stream()
                .filter(room -> filter.admitsRoom(room) && pass.showsJoined(room)).toList();
        Uni<List<Receipt>> stored = asked.isEmpty() ? Uni.createFrom().item(List.of())
                : store.ofRooms(asked, pass.changes().isEmpty() && !pass.isFirst() ? pass.since() : 0, pass.upTo().position());
        return stored.invoke(receipts -> {
            List<Receipt> all = new ArrayList<>(receipts);
            pass.changes(ReceiptChange.class).stream().map(ReceiptChange::receipt)
                    .filter(receipt -> !asked.contains(receipt.room())).forEach(all::add);
            add(pass, filter, all);
        }).replaceWithVoid();
    }

    private static void add(SyncPass pass, EventFilter filter, List<Receipt> receipts) {
        Map<RoomId, ObjectNode> contents = new HashMap<>();
        for (Receipt receipt : receipts) {
            boolean own = receipt.user().equals(pass.user().id());
            if ((own || !receipt.isPrivate()) && !pass.user().ignores(receipt.user()) && pass.showsJoined(receipt.room())
                    && filter.admitsRoom(receipt.room())) {
                put(contents.computeIfAbsent(receipt.room(), room -> JsonNodes.object()), receipt);
            }
        }
        contents.forEach((room, content) -> pass.answer().joined(room).ephemeral.add(new JsonBytes().open('{').key("type").text(TYPE)
                .key("content").value(CanonicalJson.lenientBytes(content)).close('}').toByteArray()));
    }

    private static void put(ObjectNode content, Receipt receipt) {
        ObjectNode event = content.get(receipt.eventId()) instanceof ObjectNode there ? there : content.putObject(receipt.eventId());
        ObjectNode type = event.get(receipt.type()) instanceof ObjectNode there ? there : event.putObject(receipt.type());
        ObjectNode user = type.putObject(receipt.user().value()).put("ts", receipt.ts());
        if (!receipt.thread().equals(Receipt.UNTHREADED)) {
            user.put("thread_id", receipt.thread());
        }
    }
}
