package org.colloque.messaging.sync.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.filter.NameFilter;
import org.colloque.messaging.push.UnreadCounts;
import org.colloque.messaging.sync.LoadedUser;
import org.colloque.messaging.sync.SyncStore;
import org.colloque.messaging.sync.TimelineEvent;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** {@link SyncStore} in SQL. */
@ApplicationScoped
class HibernateSyncStore implements SyncStore {

    private final Database database;

    HibernateSyncStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<LoadedUser> load(UserId user) {
        return database.query(SyncSql.LOAD + SyncSql.UNREAD, user.value()).map(rows -> SyncRows.user(user, rows));
    }

    @Override
    public Uni<UnreadCounts.Loaded> unread(UserId user) {
        return database.query(SyncSql.UNREAD, user.value()).map(SyncRows::unread);
    }

    @Override
    public Uni<List<Found>> timelines(TimelineQuery query) {
        List<Stretch> stretches = query.stretches();
        if (stretches.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        NameFilter types = query.filter().types();
        NameFilter senders = query.filter().senders();
        return database.query(SyncSql.TIMELINES, longs(stretches, Stretch::room), longs(stretches, Stretch::above),
                longs(stretches, Stretch::upTo), longs(query.limits(), limit -> limit + 1L), types.include().map(NameFilter.Names::likePatterns).orElse(null),
                orNull(types.exclude().likePatterns()), senders.include().map(names -> names.texts().toArray(String[]::new)).orElse(null),
                orNull(senders.exclude().texts().toArray(String[]::new)), query.viewer().user().value(), query.viewer().device(),
                orNull(query.ignored().toArray(String[]::new)))
                .map(rows -> SyncRows.found(rows, stretches.size()));
    }

    @Override
    public Uni<List<List<TimelineEvent>>> states(List<StateQuery> queries, Set<String> lazyMembers) {
        if (queries.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return database.query(SyncSql.STATES, longs(queries, StateQuery::room), longs(queries, StateQuery::snapshot),
                queries.stream().mapToInt(query -> code(query.part())).toArray(), longs(queries, query -> event(query.part())),
                lazyMembers.toArray(String[]::new)).map(rows -> SyncRows.lists(rows, queries.size()));
    }

    @Override
    public Uni<List<List<TimelineEvent>>> stateChanges(List<StateStretch> stretches, Collection<Long> without) {
        if (stretches.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return database.query(SyncSql.STATE_CHANGES, longs(stretches, wanted -> wanted.stretch().room()),
                longs(stretches, wanted -> wanted.stretch().above()), longs(stretches, wanted -> wanted.stretch().upTo()),
                without.toArray(Long[]::new), stretches.stream().map(StateStretch::events).toArray(Boolean[]::new))
                .map(rows -> SyncRows.changes(rows, stretches.size()));
    }

    @Override
    public Uni<Map<RoomId, Summary>> summaries(Collection<RoomId> rooms) {
        return database.query(SyncSql.SUMMARIES, (Object) texts(rooms))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> RoomId.parse(row.text(0)), HibernateSyncStore::summary)));
    }

    @Override
    public Uni<Map<Long, byte[]>> strippedStates(UserId user, Collection<Long> rooms) {
        return database.query(SyncSql.STRIPPED, user.value(), rooms.toArray(Long[]::new))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.longAt(0), row -> row.bytes(1))));
    }

    @Override
    public Uni<Set<UserId>> sharing(UserId user, Collection<UserId> others) {
        return database.query(SyncSql.SHARING, user.value(), others.stream().map(UserId::value).toArray(String[]::new))
                .map(HibernateSyncStore::users);
    }

    @Override
    public Uni<Set<UserId>> members(Collection<RoomId> rooms) {
        return database.query(SyncSql.MEMBERS, (Object) texts(rooms)).map(HibernateSyncStore::users);
    }

    private static Summary summary(Row row) {
        List<Hero> heroes = new ArrayList<>();
        if (!row.isNull(4)) {
            String[] users = row.texts(4);
            Boolean[] present = (Boolean[]) row.values()[5];
            for (int i = 0; i < users.length; i++) {
                heroes.add(new Hero(UserId.parse(users[i]), present[i]));
            }
        }
        return new Summary(row.intAt(1), row.intAt(2), row.booleanAt(3), heroes);
    }

    private static Set<UserId> users(List<Row> rows) {
        return rows.stream().map(row -> UserId.parse(row.text(0))).collect(Collectors.toSet());
    }

    private static int code(Part part) {
        return switch (part) {
            case Part.All all -> all.lazy() ? 1 : 0;
            case Part.SlotOf slot -> 2;
            case Part.Members() -> 3;
            case Part.Stripped stripped -> 4;
        };
    }

    private static long event(Part part) {
        return switch (part) {
            case Part.All all -> all.event();
            case Part.SlotOf slot -> slot.event();
            case Part.Stripped stripped -> stripped.event();
            case Part.Members() -> 0;
        };
    }

    private static <T> long[] longs(List<T> list, ToLongFunction<T> part) {
        return list.stream().mapToLong(part).toArray();
    }

    private static String[] texts(Collection<RoomId> rooms) {
        return rooms.stream().map(RoomId::value).toArray(String[]::new);
    }

    private static String[] orNull(String[] texts) {
        return texts.length == 0 ? null : texts;
    }
}
