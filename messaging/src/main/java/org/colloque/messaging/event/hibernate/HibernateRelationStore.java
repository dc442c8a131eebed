package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.relation.EventRelation;
import org.colloque.messaging.event.relation.RelationStore;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.UserId;

/** {@link RelationStore} by {@link RelationSql}. */
@ApplicationScoped
class HibernateRelationStore implements RelationStore {

    private static final Role[] ROLES = Role.values();

    private final Database database;

    HibernateRelationStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<StoredEvent>> children(ChildQuery query) {
        return database.query(query.forward() ? RelationSql.OLDEST_CHILDREN : RelationSql.NEWEST_CHILDREN, query.room(),
                        query.parent().value(), query.relType().orElse(null), query.eventType().orElse(null), query.above(), query.upTo(),
                        query.limit() + 1, query.depth())
                .map(rows -> rows.stream().map(EventMapping::event).toList());
    }

    @Override
    public Uni<List<Aggregate>> aggregates(Collection<Long> parents, UserId reader, int newest) {
        return database.query(RelationSql.AGGREGATES, parents.toArray(Long[]::new), reader.value(), newest)
                .map(rows -> rows.stream().map(HibernateRelationStore::aggregate).toList());
    }

    @Override
    public Uni<Optional<Annotation>> annotation(long room, UserId sender, String eventType, EventRelation relation,
            Optional<ClientTransaction> transaction) {
        return database.first(RelationSql.ANNOTATION, room, relation.target().value(), relation.key().orElseThrow(), sender.value(),
                eventType, transaction.map(known -> known.device().value()).orElse(""), transaction.map(ClientTransaction::key).orElse(""))
                .map(found -> found.map(row -> new Annotation(row.booleanAt(0))));
    }

    @Override
    public Uni<List<ThreadRoot>> threads(ThreadQuery query) {
        return database.query(RelationSql.THREADS, query.room(), query.reader().value(), query.from(), query.until(),
                        query.participated(), query.limit() + 1)
                .map(rows -> rows.stream().map(row -> new ThreadRoot(EventMapping.event(row), row.longAt(EventMapping.COUNT),
                        row.booleanAt(EventMapping.COUNT + 1))).toList());
    }

    private static Aggregate aggregate(Row row) {
        int after = EventMapping.COUNT;
        return new Aggregate(ROLES[row.intAt(after)], new EventId(row.text(after + 1)), EventMapping.event(row), row.longAt(after + 2),
                row.booleanAt(after + 3));
    }
}
