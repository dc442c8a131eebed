package org.colloque.messaging.todevice;

import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Messages to local devices in the log. */
@ApplicationScoped
class ToDeviceStream implements TailedStream {

    @Override
    public String sql() {
        return """
                select position, null::bigint, null::bigint, null::bigint, null::bigint, user_id, device_id,
                    null::text, null::text, null::text, message
                from to_device_message where position > $1""";
    }

    @Override
    public Change decode(TailRow row) {
        return new ToDeviceChange(row.position(), new UserId(row.t1()), new DeviceId(row.t2()), row.bytes());
    }
}
