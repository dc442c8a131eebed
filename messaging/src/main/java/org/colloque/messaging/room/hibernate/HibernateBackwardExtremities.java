package org.colloque.messaging.room.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.room.BackwardExtremities;
import org.colloque.protocol.id.EventId;

/** {@link BackwardExtremities} by their table. */
@ApplicationScoped
class HibernateBackwardExtremities implements BackwardExtremities {

    private static final String OF = """
            select b.event_id from backward_extremity b join event e on e.id = b.child
            where b.room = $1 group by b.event_id order by max(e.depth) desc limit 20""";

    private final Database database;

    HibernateBackwardExtremities(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<EventId>> of(long room) {
        return database.query(OF, room).map(rows -> rows.stream().map(row -> EventId.parse(row.text(0))).toList());
    }
}
