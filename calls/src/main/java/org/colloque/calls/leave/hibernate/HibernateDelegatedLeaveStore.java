package org.colloque.calls.leave.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.calls.leave.DelegatedLeave;
import org.colloque.calls.leave.DelegatedLeaveStore;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;

/** {@link DelegatedLeaveStore} in PostgreSQL. */
@ApplicationScoped
class HibernateDelegatedLeaveStore implements DelegatedLeaveStore {

    private static final String COLUMNS = "l.sfu_room, l.identity, l.delay_id, l.delay, l.participant";
    private static final String PUT = """
            insert into delegated_leave (sfu_room, identity, delay_id, delay, participant, next_check) values ($1, $2, $3, $4, $5, $6)
            on conflict (sfu_room, identity) do update set delay_id = excluded.delay_id, delay = excluded.delay,
                participant = excluded.participant, next_check = excluded.next_check""";
    private static final String THIS_ONE = " where sfu_room = $1 and identity = $2 and delay_id = $3";
    private static final String CLAIM_DUE = """
            with due as (
                select sfu_room, identity from delegated_leave where next_check <= $1
                order by next_check limit $3 for update skip locked)
            update delegated_leave l set next_check = $2 from due
            where l.sfu_room = due.sfu_room and l.identity = due.identity returning\s""" + COLUMNS;

    private final Database database;

    HibernateDelegatedLeaveStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> put(DelegatedLeave leave, long nextCheck) {
        return database.update(PUT, leave.room(), leave.participant(), leave.delayId(), leave.delay(), leave.session().orElse(null),
                nextCheck).replaceWithVoid();
    }

    @Override
    public Uni<Optional<DelegatedLeave>> find(String room, String participant) {
        return database.first("select " + COLUMNS + " from delegated_leave l where sfu_room = $1 and identity = $2", room, participant)
                .map(row -> row.map(HibernateDelegatedLeaveStore::leave));
    }

    @Override
    public Uni<Void> seen(DelegatedLeave leave, String session, long nextCheck) {
        return database.update("update delegated_leave set participant = $4, next_check = $5" + THIS_ONE,
                leave.room(), leave.participant(), leave.delayId(), session, nextCheck).replaceWithVoid();
    }

    @Override
    public Uni<Void> lookAgain(DelegatedLeave leave, long nextCheck) {
        return database.update("update delegated_leave set next_check = $4" + THIS_ONE,
                leave.room(), leave.participant(), leave.delayId(), nextCheck).replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(DelegatedLeave leave) {
        return database.update("delete from delegated_leave" + THIS_ONE, leave.room(), leave.participant(), leave.delayId())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<DelegatedLeave>> claimDue(long now, long until, int limit) {
        return database.queryAside(CLAIM_DUE, now, until, limit)
                .map(rows -> rows.stream().map(HibernateDelegatedLeaveStore::leave).toList());
    }

    @Override
    public Uni<OptionalLong> nextCheck() {
        return database.queryAside("select min(next_check) from delegated_leave").map(rows -> rows.getFirst().optionalLong(0)
                .map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    private static DelegatedLeave leave(Row row) {
        return new DelegatedLeave(row.text(0), row.text(1), row.text(2), row.longAt(3), row.optionalText(4));
    }
}
