package org.colloque.messaging.room.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.SentTransactions;

/** {@link SentTransactions} by the table of client transactions. */
@ApplicationScoped
class HibernateSentTransactions implements SentTransactions {

    private static final String OF = """
            select t.event, t.transaction_id from client_transaction t
            join event e on e.id = t.event and e.room = t.room
            join user_name u on u.id = t.sender
            where e.id = any($1) and u.user_id = $2 and t.device_id = $3""";

    private final Database database;

    HibernateSentTransactions(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Map<Long, String>> of(Requester device, Collection<Long> events) {
        return database.query(OF, events.toArray(Long[]::new), device.user().value(), device.device().value())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.longAt(0), row -> ClientTransaction.transactionId(row.text(1)), (one, other) -> one)));
    }
}
