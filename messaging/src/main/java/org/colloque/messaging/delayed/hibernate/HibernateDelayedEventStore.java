package org.colloque.messaging.delayed.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.delayed.DelayedDraft;
import org.colloque.messaging.delayed.DelayedEvent;
import org.colloque.messaging.delayed.DelayedEvent.Finalised;
import org.colloque.messaging.delayed.DelayedEventStore;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** {@link DelayedEventStore} in PostgreSQL. */
@ApplicationScoped
class HibernateDelayedEventStore implements DelayedEventStore {

    private static final String COLUMNS = """
            e.delay_id, e.sender, e.device_id, e.room_id, e.type, e.state_key, e.content, e.delay, e.scheduled_at, e.attempts,
            e.finalised, e.event_id, e.error""";
    private static final String ADD = """
            insert into delayed_event (delay_id, room_id, sender, device_id, transaction_id, type, state_key, content, delay, scheduled_at, due)
            select $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::bigint, $10::bigint,
                $9::bigint + $10::bigint
            where (select count(*) from delayed_event where sender = $3 and due is not null) < $11::integer
                or exists (select from delayed_event where sender = $3 and device_id = $4 and room_id = $2 and transaction_id = $5::text)
            on conflict (sender, device_id, room_id, transaction_id) where transaction_id is not null
                do update set delay_id = delayed_event.delay_id
            returning delay_id""";
    private static final String RESTART = """
            update delayed_event set scheduled_at = $2, due = $2 + delay
            where delay_id = $1 and due is not null and claimed_until <= $2 returning due""";
    private static final String CANCEL = """
            update delayed_event set due = null, finalised = $2
            where delay_id = $1 and due is not null and claimed_until <= $2""";
    private static final String CLAIM = """
            update delayed_event e set claimed_until = $2 where delay_id = $1 and due is not null returning\s""" + COLUMNS;
    private static final String CLAIM_DUE = """
            with forgotten as (delete from delayed_event where finalised < $3),
            ready as (
                select delay_id from delayed_event where due <= $1 and claimed_until <= $1
                order by due limit $4 for update skip locked)
            update delayed_event e set claimed_until = $2, attempts = e.attempts + 1
            from ready where e.delay_id = ready.delay_id returning\s""" + COLUMNS;
    private static final String FINALISE = """
            update delayed_event set due = null, finalised = $2, event_id = $3, error = $4 where delay_id = $1 and due is not null""";
    private static final String NEXT_DUE = """
            select min(greatest(due, claimed_until))
            from (select due, claimed_until from delayed_event where due is not null order by due limit 200) next""";

    private final Database database;

    HibernateDelayedEventStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<String>> add(String delayId, DelayedDraft draft, long now, int limit) {
        return database.first(ADD, delayId, draft.room().value(), draft.sender().user().value(), draft.sender().device().value(),
                        draft.transactionId().orElse(null), draft.type(), draft.stateKey().orElse(null), draft.content().toString(),
                        draft.delay(), now, limit)
                .map(row -> row.map(added -> added.text(0)));
    }

    @Override
    public Uni<Optional<DelayedEvent>> find(String delayId) {
        return database.first("select " + COLUMNS + " from delayed_event e where delay_id = $1", delayId)
                .map(row -> row.map(HibernateDelayedEventStore::event));
    }

    @Override
    public Uni<List<DelayedEvent>> scheduled(UserId sender) {
        return database.query("select " + COLUMNS + " from delayed_event e where sender = $1 and due is not null order by due",
                sender.value()).map(HibernateDelayedEventStore::events);
    }

    @Override
    public Uni<OptionalLong> restart(String delayId, long now) {
        return database.first(RESTART, delayId, now).map(HibernateDelayedEventStore::time);
    }

    @Override
    public Uni<Boolean> cancel(String delayId, long now) {
        return database.update(CANCEL, delayId, now).map(changed -> changed > 0);
    }

    @Override
    public Uni<Optional<DelayedEvent>> claim(String delayId, long until) {
        return database.first(CLAIM, delayId, until).map(row -> row.map(HibernateDelayedEventStore::event));
    }

    @Override
    public Uni<List<DelayedEvent>> claimDue(long now, long until, long forget, int limit) {
        return database.queryAside(CLAIM_DUE, now, until, forget, limit)
                .map(rows -> events(rows).stream().sorted(Comparator.comparingLong(DelayedEvent::due)).toList());
    }

    @Override
    public Uni<Void> release(String delayId) {
        return database.update("update delayed_event set claimed_until = 0 where delay_id = $1", delayId).replaceWithVoid();
    }

    @Override
    public Uni<Void> finalise(String delayId, Finalised how) {
        return database.update(FINALISE, delayId, how.at(), how.event().map(EventId::value).orElse(null),
                how.error().map(Object::toString).orElse(null)).replaceWithVoid();
    }

    @Override
    public Uni<OptionalLong> nextDue() {
        return database.queryAside(NEXT_DUE).map(rows -> time(rows.stream().findFirst()));
    }

    private static OptionalLong time(Optional<Row> row) {
        return row.flatMap(found -> found.optionalLong(0)).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static List<DelayedEvent> events(List<Row> rows) {
        return rows.stream().map(HibernateDelayedEventStore::event).toList();
    }

    private static DelayedEvent event(Row row) {
        return new DelayedEvent(row.text(0), new UserId(row.text(1)), new DeviceId(row.text(2)), RoomId.parse(row.text(3)), row.text(4),
                row.optionalText(5), MatrixJson.parseObject(row.text(6).getBytes(StandardCharsets.UTF_8)), row.longAt(7),
                row.longAt(8), row.intAt(9), row.optionalLong(10).map(at -> finalised(at, row)));
    }

    private static Finalised finalised(long at, Row row) {
        return new Finalised(at, row.optionalText(11).map(EventId::parse),
                row.optionalText(12).map(error -> MatrixJson.parseObject(error.getBytes(StandardCharsets.UTF_8))));
    }
}
