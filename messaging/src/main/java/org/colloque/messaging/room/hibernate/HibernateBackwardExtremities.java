package org.colloque.messaging.room.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.room.BackwardExtremities;
import org.colloque.protocol.id.EventId;

/** {@link BackwardExtremities} by their table. */
@ApplicationScoped
class HibernateBackwardExtremities implements BackwardExtremities {

    private static final String BETWEEN = """
            select e.position, array_agg(b.event_id order by b.event_id) from backward_extremity b join event e on e.id = b.child
            where b.room = $1 and e.position between $2 and $3 group by e.position order by e.position desc limit 20""";

    private final Database database;

    HibernateBackwardExtremities(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<Gap>> between(long room, long lowest, long highest) {
        return database.query(BETWEEN, room, lowest, highest).map(rows -> rows.stream()
                .map(row -> new Gap(row.longAt(0), Arrays.stream(row.texts(1)).map(EventId::parse).toList())).toList());
    }
}
