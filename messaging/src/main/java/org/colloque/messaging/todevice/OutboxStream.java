package org.colloque.messaging.todevice;

import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.ServerName;

/** What waits for other servers, in the log. */
@ApplicationScoped
class OutboxStream implements TailedStream {

    @Override
    public String sql() {
        return """
                select position, null::bigint, null::bigint, null::bigint, null::bigint, destination, null::text,
                    null::text, null::text, null::text, null::bytea
                from to_device_outbox where position > $1""";
    }

    @Override
    public Change decode(TailRow row) {
        return new OutboxChange(row.position(), new ServerName(row.t1()));
    }
}
