package org.colloque.messaging.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.id.UserId;

/** Signatures on others' keys in the log. */
@ApplicationScoped
class SignatureStream implements TailedStream {

    @Override
    public String sql() {
        return """
                select position, null::bigint, null::bigint, null::bigint, null::bigint, signer, target_user,
                    null::text, null::text, null::text, null::bytea
                from signature_change where position > $1""";
    }

    @Override
    public Change decode(TailRow row) {
        return new SignatureChange(row.position(), new UserId(row.t1()), new UserId(row.t2()));
    }
}
