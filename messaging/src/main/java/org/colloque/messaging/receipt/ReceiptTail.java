package org.colloque.messaging.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Receipts as the tail of the log reads them. */
@ApplicationScoped
class ReceiptTail implements TailedStream {

    @Override
    public String sql() {
        return """
                select position, ts, event_position, null::bigint, null::bigint,
                    room_id, user_id, type, thread_id, event_id, null::bytea
                from receipt where position > $1""";
    }

    @Override
    public Change decode(TailRow row) {
        Receipt receipt = new Receipt(RoomId.parse(row.t1()), UserId.parse(row.t2()), row.t3(), row.t4(), row.t5(), row.n1());
        return new ReceiptChange(row.position(), receipt, row.n2() == null ? OptionalLong.empty() : OptionalLong.of(row.n2()));
    }
}
