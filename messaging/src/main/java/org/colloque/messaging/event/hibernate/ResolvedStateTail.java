package org.colloque.messaging.event.hibernate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.event.ResolvedStateChange;
import org.colloque.messaging.event.ResolvedStateChange.Shift;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** Tells of state that changed without an event of its own: {@link ResolvedStateChange}. */
@ApplicationScoped
public class ResolvedStateTail implements TailedStream {

    private static final String SQL = """
            select c.position, c.room as n1, c.event as n2, null::bigint as n3, null::bigint as n4, r.room_id as t1, r.version as t2,
                s.type as t3, s.state_key as t4, c.member_before || ' ' || c.member_now || ' ' || coalesce(u.user_id, s.state_key) as t5,
                null::bytea as bytes
            from state_change c join room r on r.id = c.room join slot s on s.id = c.slot
            left join event e on e.id = c.event left join user_name u on u.id = e.sender where c.position > $1""";

    @Override
    public String sql() {
        return SQL;
    }

    @Override
    public Change decode(TailRow row) {
        OptionalLong event = row.n2() == 0 ? OptionalLong.empty() : OptionalLong.of(row.n2());
        return new ResolvedStateChange(row.position(), row.n1(), new RoomId(row.t1()), EventMapping.version(row.t2()),
                new StateKey(row.t3(), row.t4()), event, shift(row));
    }

    /** The memberships that the rules know hold no space. */
    private static Optional<Shift> shift(TailRow row) {
        if (row.t5() == null) {
            return Optional.empty();
        }
        String[] parts = row.t5().split(" ", 3);
        return Optional.of(new Shift(new UserId(row.t4()), parts[0], parts[1], new UserId(parts[2])));
    }
}
