package org.colloque.messaging.accountdata.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.accountdata.AccountDataStore;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** {@link AccountDataStore} by one table. */
@ApplicationScoped
class HibernateAccountDataStore implements AccountDataStore {

    private static final String FIND =
            "select content, position from account_data where user_id = $1 and room_id = $2 and type = $3";
    private static final String GLOBAL =
            "select user_id, content, position from account_data where user_id = any ($1) and room_id = '' and type = $2";
    private static final String OF_ROOM =
            "select type, content, position from account_data where user_id = $1 and room_id = $2 order by type";
    private static final String PUT = """
            with put as (
                insert into account_data (user_id, room_id, type, content, position) values ($1, $2, $3, $4, next_positions(1))
                on conflict (user_id, room_id, type) do update set content = excluded.content, position = excluded.position
                returning 1)
            select pg_notify('colloque_stream', '') from put""";
    private static final String REPLACE = """
            with put as (
                update account_data set content = $4, position = next_positions(1)
                where user_id = $1 and room_id = $2 and type = $3 and position = $5 returning 1)
            select pg_notify('colloque_stream', '') from put""";
    private static final String CREATE = """
            with put as (
                insert into account_data (user_id, room_id, type, content, position) values ($1, $2, $3, $4, next_positions(1))
                on conflict do nothing returning 1)
            select pg_notify('colloque_stream', '') from put""";

    private final Database database;

    HibernateAccountDataStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<AccountDataEntry>> find(UserId user, Optional<RoomId> room, String type) {
        return database.first(FIND, user.value(), key(room), type)
                .map(row -> row.map(found -> new AccountDataEntry(type, found.bytes(0), found.longAt(1))));
    }

    @Override
    public Uni<Map<UserId, AccountDataEntry>> global(Collection<UserId> users, String type) {
        Object[] names = users.stream().map(UserId::value).toArray(String[]::new);
        return database.query(GLOBAL, names, type).map(rows -> rows.stream().collect(Collectors.toMap(row -> UserId.parse(row.text(0)),
                row -> new AccountDataEntry(type, row.bytes(1), row.longAt(2)))));
    }

    @Override
    public Uni<List<AccountDataEntry>> ofRoom(UserId user, RoomId room) {
        return database.query(OF_ROOM, user.value(), room.value()).map(rows -> rows.stream()
                .map(row -> new AccountDataEntry(row.text(0), row.bytes(1), row.longAt(2))).toList());
    }

    @Override
    public Uni<Void> put(UserId user, Optional<RoomId> room, String type, byte[] content) {
        return database.query(PUT, user.value(), key(room), type, content).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> replace(UserId user, Optional<RoomId> room, String type, byte[] content, OptionalLong read) {
        if (read.isEmpty()) {
            return database.query(CREATE, user.value(), key(room), type, content).map(rows -> !rows.isEmpty());
        }
        return database.query(REPLACE, user.value(), key(room), type, content, read.getAsLong()).map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Void> clear(UserId user) {
        return database.update("delete from account_data where user_id = $1", user.value()).replaceWithVoid();
    }

    private static String key(Optional<RoomId> room) {
        return room.map(RoomId::value).orElse("");
    }
}
