package org.colloque.messaging.report.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.report.Report;
import org.colloque.messaging.report.ReportStore;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Reports in a table that the operator reads. */
@ApplicationScoped
class HibernateReportStore implements ReportStore {

    private static final String ADD = """
            insert into report (reported_at, reporter, kind, room_id, event_id, user_id, reason)
            values (to_timestamp($1::bigint / 1000.0), $2, $3, $4, $5, $6, $7)""";

    private final Database database;
    private final Clock clock;

    HibernateReportStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Uni<Void> add(Report report) {
        Report.Subject subject = report.subject();
        return database.update(ADD, clock.millis(), report.reporter().value(), subject.kind(), subject.room().map(RoomId::value).orElse(null),
                subject.event().map(EventId::value).orElse(null), subject.user().map(UserId::value).orElse(null), report.reason())
                .replaceWithVoid();
    }
}
