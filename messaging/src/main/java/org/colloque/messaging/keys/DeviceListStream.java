package org.colloque.messaging.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Changed device lists in the log. */
@ApplicationScoped
class DeviceListStream implements TailedStream {

    private static final String SQL = """
            select c.position, c.local::int::bigint, null::bigint, null::bigint, null::bigint, c.user_id, c.device_id,
                (select string_agg(r.room_id, chr(10)) from user_name u
                    join membership m on m.member = u.id and m.membership = 'join'
                    join room r on r.id = m.room where u.user_id = c.user_id),
                null::text, null::text, null::bytea
            from device_list_change c where c.position > $1""";

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public Change decode(TailRow row) {
        return new DeviceListChange(row.position(), new UserId(row.t1()), row.t2(), row.n1() == 1, rooms(row.t3()));
    }

    private static List<RoomId> rooms(String lines) {
        return lines == null ? List.of() : Arrays.stream(lines.split("\n")).map(RoomId::new).toList();
    }
}
