package org.colloque.messaging.keys.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.keys.ClaimableKey;
import org.colloque.messaging.keys.ClaimedKey;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.keys.KeyClaim;
import org.colloque.messaging.keys.OneTimeKeyStore;
import org.colloque.messaging.keys.Signatures;
import org.colloque.messaging.sync.DeviceKeyCounts.Counts;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** Claimable keys in PostgreSQL: claims side by side pass over each other's locked rows. */
@ApplicationScoped
class HibernateOneTimeKeyStore implements OneTimeKeyStore {

    private static final int DEPTH = MatrixJson.MAX_DEPTH;

    private static final String ADD = """
            with own as materialized (
                select user_id, device_id from device where user_id = $1 and device_id = $2 for key share
            ), given as (
                select * from unnest($3::text[], $4::text[], $5::text[]) as g (algorithm, key_id, key)
            ), clashing as (
                select g.algorithm || ':' || g.key_id as name from given g
                join one_time_key o on o.user_id = $1 and o.device_id = $2 and o.algorithm = g.algorithm and o.key_id = g.key_id
                where o.key <> g.key
            ), added as (
                insert into one_time_key (user_id, device_id, algorithm, key_id, key)
                select o.user_id, o.device_id, g.algorithm, g.key_id, g.key from own o, given g
                where not exists (select from clashing)
                on conflict do nothing returning 1
            ), fallback as (
                insert into fallback_key as f (user_id, device_id, algorithm, key_id, key)
                select o.user_id, o.device_id, g.algorithm, g.key_id, g.key
                from own o, unnest($6::text[], $7::text[], $8::text[]) as g (algorithm, key_id, key)
                where not exists (select from clashing)
                on conflict (user_id, device_id, algorithm)
                do update set key_id = excluded.key_id, key = excluded.key, used = false
                where f.key_id <> excluded.key_id or f.key <> excluded.key
                returning 1
            )
            select coalesce((select array_agg(name) from clashing), '{}'),
                case when (select count(*) from added) + (select count(*) from fallback) > 0
                    then note_key_counts(array[$1::text], array[$2::text]) end""";

    private static final String CLAIM = """
            with wanted as (
                select * from unnest($1::text[], $2::text[], $3::text[]) with ordinality as w (user_id, device_id, algorithm, n)
            ), picked as materialized (
                select w.n, o.id from wanted w cross join lateral (
                    select k.id from one_time_key k
                    where k.user_id = w.user_id and k.device_id = w.device_id and k.algorithm = w.algorithm
                    order by k.id limit 1 for update skip locked) o
            ), taken as (
                delete from one_time_key k using picked p where k.id = p.id
                returning k.user_id, k.device_id, k.algorithm, k.key_id, k.key
            ), fallback as (
                update fallback_key f set used = true from wanted w
                where f.user_id = w.user_id and f.device_id = w.device_id and f.algorithm = w.algorithm
                    and not exists (select from picked p where p.n = w.n)
                returning f.user_id, f.device_id, f.algorithm, f.key_id, f.key
            ), given as (
                select * from taken union all select * from fallback
            ), changed as (
                select distinct user_id, device_id from given order by user_id, device_id
            ), noted as (
                select note_key_counts(array_agg(user_id), array_agg(device_id)) from changed
            )
            select g.* from given g, noted""";

    private static final String COUNTS = """
            select algorithm, count(*) from one_time_key where user_id = $1 and device_id = $2 group by algorithm
            union all
            select algorithm, -1 from fallback_key where user_id = $1 and device_id = $2 and not used""";

    private final Database database;

    HibernateOneTimeKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<String>> add(DeviceOf device, Collection<ClaimableKey> oneTime, Collection<ClaimableKey> fallback) {
        return database.first(ADD, device.user().value(), device.device().value(),
                texts(oneTime, ClaimableKey::algorithm), texts(oneTime, ClaimableKey::keyId), texts(oneTime, HibernateOneTimeKeyStore::json),
                texts(fallback, ClaimableKey::algorithm), texts(fallback, ClaimableKey::keyId), texts(fallback, HibernateOneTimeKeyStore::json))
                .map(row -> List.of(row.orElseThrow().texts(0)));
    }

    @Override
    public Uni<List<ClaimedKey>> claim(Collection<KeyClaim> wishes) {
        return database.query(CLAIM, texts(wishes, wish -> wish.device().user().value()),
                texts(wishes, wish -> wish.device().device().value()), texts(wishes, KeyClaim::algorithm))
                .map(rows -> rows.stream().map(HibernateOneTimeKeyStore::claimed).toList());
    }

    @Override
    public Uni<Counts> counts(DeviceOf device) {
        return database.query(COUNTS, device.user().value(), device.device().value()).map(HibernateOneTimeKeyStore::counts);
    }

    private static Counts counts(List<Row> rows) {
        Map<String, Integer> oneTime = new TreeMap<>(Map.of("signed_curve25519", 0));
        Set<String> fallback = new HashSet<>();
        rows.forEach(row -> {
            if (row.longAt(1) < 0) {
                fallback.add(row.text(0));
            } else {
                oneTime.put(row.text(0), row.intAt(1));
            }
        });
        return new Counts(oneTime, fallback);
    }

    private static ClaimedKey claimed(Row row) {
        return new ClaimedKey(new DeviceOf(new UserId(row.text(0)), new DeviceId(row.text(1))),
                new ClaimableKey(row.text(2), row.text(3),
                        MatrixJson.parse(row.text(4).getBytes(StandardCharsets.UTF_8), DEPTH)));
    }

    private static String json(ClaimableKey key) {
        return Signatures.text(key.key());
    }

    private static <T> String[] texts(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
