package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.names.NameStore;
import org.colloque.messaging.event.names.SlotName;
import org.colloque.protocol.id.UserId;

/** {@link NameStore} by sets; names that another node makes at the same time are read in a second round. */
@ApplicationScoped
class HibernateNameStore implements NameStore {

    private static final String USERS = """
            with wanted as (select distinct u as user_id from unnest($1::text[]) u order by 1),
            known as (select n.id, n.user_id from user_name n join wanted using (user_id)),
            made as (insert into user_name (user_id)
                select user_id from wanted where user_id not in (select user_id from known)
                on conflict do nothing returning id, user_id)
            select id, user_id from known union all select id, user_id from made""";
    /** Two joins, because no index answers {@code is not distinct from}, and no hash does: thousands of slots are compared by what can be hashed. */
    private static final String SLOTS = """
            with wanted as (select distinct type, state_key from unnest($1::text[], $2::text[]) s(type, state_key) order by 1, 2),
            known as (select n.id, n.type, n.state_key from slot n join wanted w on n.type = w.type and n.state_key = w.state_key
                union all
                select n.id, n.type, null from slot n join wanted w on n.type = w.type
                where n.state_key is null and w.state_key is null),
            made as (insert into slot (type, state_key)
                select w.type, w.state_key from wanted w
                where not exists (select from known k where k.type = w.type and coalesce(k.state_key, '') = coalesce(w.state_key, '')
                    and (k.state_key is null) = (w.state_key is null))
                on conflict do nothing returning id, type, state_key)
            select id, type, state_key from known union all select id, type, state_key from made""";
    private static final String BLOCKS = "select nextval('event_number') from generate_series(1, $1::int)";

    private final Database database;

    HibernateNameStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Map<UserId, Long>> users(Collection<UserId> users) {
        return complete(users, wanted -> database.query(USERS, (Object) texts(wanted, UserId::value))
                .map(rows -> byName(rows, row -> new UserId(row.text(1)))));
    }

    @Override
    public Uni<Map<SlotName, Long>> slots(Collection<SlotName> slots) {
        return complete(slots, wanted -> database.query(SLOTS, texts(wanted, SlotName::type), texts(wanted, SlotName::stateKey))
                .map(rows -> byName(rows, row -> new SlotName(row.text(1), row.text(2)))));
    }

    @Override
    public Uni<long[]> blocks(int howMany) {
        return database.query(BLOCKS, howMany).map(rows -> rows.stream().mapToLong(row -> row.longAt(0)).toArray());
    }

    private static <K> Uni<Map<K, Long>> complete(Collection<K> wanted, Function<Collection<K>, Uni<Map<K, Long>>> query) {
        return query.apply(wanted).chain(found -> {
            List<K> missing = wanted.stream().filter(name -> !found.containsKey(name)).toList();
            return missing.isEmpty() ? Uni.createFrom().item(found) : complete(missing, query).map(rest -> {
                found.putAll(rest);
                return found;
            });
        });
    }

    private static <K> String[] texts(Collection<K> names, Function<K, String> text) {
        return names.stream().map(text).toArray(String[]::new);
    }

    private static <K> Map<K, Long> byName(List<Row> rows, Function<Row, K> name) {
        Map<K, Long> numbers = HashMap.newHashMap(rows.size());
        rows.forEach(row -> numbers.put(name.apply(row), row.longAt(0)));
        return numbers;
    }
}
