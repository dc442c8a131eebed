package org.colloque.messaging.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.UserId;

/** Erasures as the tail of the log reads them. */
@ApplicationScoped
class ErasureTail implements TailedStream {

    @Override
    public String sql() {
        return """
                select position, null::bigint, null::bigint, null::bigint, null::bigint,
                    user_id, null::text, null::text, null::text, null::text, null::bytea
                from account_erasure where position > $1""";
    }

    @Override
    public Change decode(TailRow row) {
        return new ErasureChange(row.position(), new UserId(row.t1()));
    }
}
