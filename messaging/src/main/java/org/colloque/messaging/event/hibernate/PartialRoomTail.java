package org.colloque.messaging.event.hibernate;

import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.event.partial.PartialRoomChange;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.RoomId;

/** Tells which rooms became partial or whole: {@link PartialRoomChange}. */
@ApplicationScoped
public class PartialRoomTail implements TailedStream {

    private static final String SQL = """
            select p.position, p.partial as n1, null::bigint as n2, null::bigint as n3, null::bigint as n4, r.room_id as t1, null::text as t2,
                null::text as t3, null::text as t4, null::text as t5, null::bytea as bytes
            from (select room, entered as position, 1::bigint as partial from partial_room where entered > $1
                union all select room, filled, 0::bigint from partial_room where filled > $1) p
            join room r on r.id = p.room""";

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public Change decode(TailRow row) {
        return new PartialRoomChange(row.position(), new RoomId(row.t1()), row.n1() == 1);
    }
}
