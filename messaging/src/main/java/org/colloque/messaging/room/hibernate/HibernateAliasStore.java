package org.colloque.messaging.room.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.room.AliasStore;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** {@link AliasStore} in PostgreSQL. */
@ApplicationScoped
class HibernateAliasStore implements AliasStore {

    private final Database database;

    HibernateAliasStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<Alias>> find(RoomAlias alias) {
        return database.first("select room_id, creator from room_alias where alias = $1", alias.value())
                .map(row -> row.map(found -> new Alias(alias, RoomId.parse(found.text(0)), UserId.parse(found.text(1)))));
    }

    @Override
    public Uni<Boolean> add(RoomAlias alias, RoomId room, UserId creator) {
        return database.update("insert into room_alias (alias, room_id, creator) values ($1, $2, $3) on conflict do nothing",
                alias.value(), room.value(), creator.value()).map(added -> added > 0);
    }

    @Override
    public Uni<Boolean> remove(RoomAlias alias) {
        return database.update("delete from room_alias where alias = $1", alias.value()).map(removed -> removed > 0);
    }

    @Override
    public Uni<List<RoomAlias>> of(RoomId room) {
        return database.query("select alias from room_alias where room_id = $1 order by alias", room.value())
                .map(rows -> rows.stream().map(row -> RoomAlias.parse(row.text(0))).toList());
    }

    @Override
    public Uni<Void> move(RoomId from, RoomId to) {
        return database.update("update room_alias set room_id = $2 where room_id = $1", from.value(), to.value()).replaceWithVoid();
    }
}
