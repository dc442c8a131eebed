package org.colloque.messaging.push.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.push.Notification;
import org.colloque.messaging.push.Pusher;
import org.colloque.messaging.push.PusherStore;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;

/** Pushers in PostgreSQL. What is done for pushing is done by the node for itself, not for a request. */
@ApplicationScoped
class HibernatePusherStore implements PusherStore {

    private static final int CLAIM_COLUMN = 10;

    private static final String COLUMNS = """
            user_id, device_id, app_id, pushkey, app_display_name, device_display_name, lang, profile_tag, data, changed""";
    private static final String UNREAD = """
            (select coalesce(sum(c.notifications), 0)::bigint from unread_count c
                join room r on r.room_id = c.room_id join user_name u on u.user_id = c.user_id
                join membership m on m.room = r.id and m.member = u.id and m.membership = 'join'
                where c.user_id = $1 and c.notifications > 0)""";
    private static final String SET = """
            insert into pusher as old (%s, position, badge)
            select $1, $2, $3, $4, $5, $6, $7, $8::text, $9::bytea, $10::bigint, (select last_value from stream_position), %s
            on conflict (user_id, app_id, pushkey) do update set device_id = excluded.device_id, app_display_name = excluded.app_display_name,
                device_display_name = excluded.device_display_name, lang = excluded.lang, profile_tag = excluded.profile_tag,
                data = excluded.data, changed = excluded.changed, retry_at = 0, wait = 0""".formatted(COLUMNS, UNREAD);
    private static final String REMOVE_OTHERS = "delete from pusher where app_id = $2 and pushkey = $3 and user_id <> $1";
    private static final String CLAIM = """
            update pusher set leased_until = $2 where (user_id, app_id, pushkey) in (
                select user_id, app_id, pushkey from pusher where due > done and retry_at <= $1 and leased_until <= $1
                order by retry_at limit $3 for update skip locked)
            returning %s, position, badge, due, wait""".formatted(COLUMNS);
    private static final String PENDING = """
            select n.room_id, n.position, n.event_id, n.thread_id, n.sender, n.tweaks from push_notification n
            where n.user_id = $1 and n.position > $2 and n.ts > $3
                and not exists (select from account a where a.user_id = n.user_id and a.locked)
                and not exists (select from receipt p where p.room_id = n.room_id and p.user_id = n.user_id
                    and p.type in ('m.read', 'm.read.private') and p.thread_id in ('', n.thread_id) and p.event_position >= n.position)
                and not exists (select from account_data a where a.user_id = n.user_id and a.room_id = '' and a.type = 'm.ignored_user_list'
                    and jsonb_exists(json_of(a.content) -> 'ignored_users', n.sender))
            order by n.position limit $4""";
    private static final String OF = " where user_id = $1 and app_id = $2 and pushkey = $3";

    private final Database database;

    HibernatePusherStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<Pusher>> list(UserId user) {
        return database.query("select " + COLUMNS + " from pusher where user_id = $1 order by app_id, pushkey", user.value())
                .map(rows -> rows.stream().map(HibernatePusherStore::pusher).toList());
    }

    @Override
    public Uni<Void> set(Pusher pusher, boolean alone) {
        Pusher.Key key = pusher.key();
        Pusher.Labels labels = pusher.labels();
        Uni<Integer> kept = database.update(SET, pusher.user().value(), pusher.device().value(), key.appId(), key.pushkey(), labels.app(),
                labels.device(), labels.lang(), labels.profileTag().orElse(null), CanonicalJson.lenientBytes(pusher.data()), pusher.changed());
        return !alone ? kept.replaceWithVoid()
                : database.update(REMOVE_OTHERS, pusher.user().value(), key.appId(), key.pushkey()).chain(() -> kept).replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(UserId user, Pusher.Key key) {
        return database.update("delete from pusher" + OF, user.value(), key.appId(), key.pushkey()).replaceWithVoid();
    }

    @Override
    public Uni<List<Claim>> claim(long now, long until, int most) {
        return database.queryAside(CLAIM, now, until, most).map(rows -> rows.stream().map(row -> new Claim(pusher(row),
                row.longAt(CLAIM_COLUMN), row.longAt(CLAIM_COLUMN + 1), row.longAt(CLAIM_COLUMN + 2), row.longAt(CLAIM_COLUMN + 3))).toList());
    }

    @Override
    public Uni<List<Notification>> pending(Claim claim, long since, int most) {
        UserId user = claim.pusher().user();
        return database.queryAside(PENDING, user.value(), claim.position(), since, most)
                .map(rows -> rows.stream().map(row -> notification(user, row)).toList());
    }

    @Override
    public Uni<Long> unread(UserId user) {
        return database.queryAside("select " + UNREAD, user.value()).map(rows -> rows.getFirst().longAt(0));
    }

    @Override
    public Uni<Void> pushed(Claim claim, long position, long badge, long until) {
        return change(claim, "position = greatest(position, $4), badge = $5, leased_until = $6, retry_at = 0, wait = 0", position, badge, until);
    }

    @Override
    public Uni<Void> finished(Claim claim) {
        return change(claim, "done = $4, leased_until = 0", claim.due());
    }

    @Override
    public Uni<Void> release(Claim claim) {
        return change(claim, "leased_until = 0");
    }

    @Override
    public Uni<Void> failed(Claim claim, long retryAt, long wait) {
        return change(claim, "retry_at = $4, wait = $5, leased_until = 0", retryAt, wait);
    }

    private Uni<Void> change(Claim claim, String assignments, long... values) {
        Pusher pusher = claim.pusher();
        Object[] parameters = new Object[values.length + 3];
        parameters[0] = pusher.user().value();
        parameters[1] = pusher.key().appId();
        parameters[2] = pusher.key().pushkey();
        for (int i = 0; i < values.length; i++) {
            parameters[i + 3] = values[i];
        }
        return database.queryAside("update pusher set " + assignments + OF + " returning 1", parameters).replaceWithVoid();
    }

    @Override
    public Uni<Void> forgetBefore(long time) {
        return database.queryAside("""
                delete from push_notification n where n.ts < $1
                    or n.position <= (select coalesce(min(p.position), n.position) from pusher p where p.user_id = n.user_id) returning 1""",
                time).replaceWithVoid();
    }

    private static Pusher pusher(Row row) {
        return new Pusher(new UserId(row.text(0)), new DeviceId(row.text(1)), new Pusher.Key(row.text(2), row.text(3)),
                new Pusher.Labels(row.text(4), row.text(5), row.text(6), row.optionalText(7)), MatrixJson.parseTrusted(row.bytes(8)), row.longAt(9));
    }

    private static Notification notification(UserId user, Row row) {
        return new Notification(user, new RoomId(row.text(0)), row.longAt(1), new EventId(row.text(2)), row.text(3), new UserId(row.text(4)),
                MatrixJson.parseTrusted(row.bytes(5)).properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
