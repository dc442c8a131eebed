package org.colloque.messaging.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Claims and uploads of keys in the log. */
@ApplicationScoped
class KeyCountStream implements TailedStream {

    @Override
    public String sql() {
        return """
                select position, null::bigint, null::bigint, null::bigint, null::bigint, user_id, device_id,
                    null::text, null::text, null::text, null::bytea
                from key_count_change where position > $1""";
    }

    @Override
    public Change decode(TailRow row) {
        return new KeyCountChange(row.position(), new DeviceOf(new UserId(row.t1()), new DeviceId(row.t2())));
    }
}
