package org.colloque.messaging.accountdata;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Account data as the tail of the log reads it. */
@ApplicationScoped
class AccountDataTail implements TailedStream {

    @Override
    public String sql() {
        return """
                select position, null::bigint, null::bigint, null::bigint, null::bigint,
                    user_id, room_id, type, null::text, null::text, content
                from account_data where position > $1""";
    }

    @Override
    public Change decode(TailRow row) {
        Optional<RoomId> room = row.t2().isEmpty() ? Optional.empty() : Optional.of(RoomId.parse(row.t2()));
        return new AccountDataChange(UserId.parse(row.t1()), room, new AccountDataEntry(row.t3(), row.bytes(), row.position()));
    }
}
