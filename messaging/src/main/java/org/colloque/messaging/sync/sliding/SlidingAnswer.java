package org.colloque.messaging.sync.sliding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.sync.JsonBytes;
import org.colloque.protocol.id.RoomId;

/** An answer as it is put together. Spec: MSC4186, "Response Body". */
final class SlidingAnswer {

    final Map<RoomId, byte[]> rooms = new LinkedHashMap<>();
    final Map<String, SlidingExtension.Part> extensions = new LinkedHashMap<>();
    Map<String, Integer> counts = Map.of();
    /** What the connection remembers when the answer has arrived. */
    SentRooms sent = SentRooms.NONE;
    /** The number of that memory. */
    long number;

    boolean isNews() {
        return !rooms.isEmpty() || extensions.values().stream().anyMatch(SlidingExtension.Part::news);
    }

    byte[] write(SlidingPosition position, Optional<String> transaction) {
        JsonBytes out = new JsonBytes().open('{').key("pos").text(position.toString());
        transaction.ifPresent(id -> out.key("txn_id").text(id));
        out.key("lists").open('{');
        counts.forEach((list, count) -> out.key(list).open('{').key("count").number(count).close('}'));
        out.close('}').key("rooms").open('{');
        rooms.forEach((room, json) -> out.key(room.value()).value(json));
        out.close('}').key("extensions").open('{');
        extensions.forEach((name, part) -> out.key(name).value(part.json()));
        return out.close('}').close('}').toByteArray();
    }
}
