package org.colloque.messaging.keys.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.keys.DeviceListReads;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Device lists' order in PostgreSQL. */
@ApplicationScoped
class HibernateDeviceListReads implements DeviceListReads {

    private static final String CHANGED = """
            select c.user_id from device_list_change c
            where c.position > $3 and (c.user_id = $1 or exists (
                select from user_name u join membership m on m.member = u.id and m.membership = 'join'
                join room r on r.id = m.room where u.user_id = c.user_id and r.room_id = any($2)))
            union
            select target_user from signature_change where signer = $1 and position > $3""";

    private static final String MET = """
            with mine as (
                select m.room, m.position from membership m join user_name u on u.id = m.member
                where u.user_id = $1 and m.membership = 'join'
            )
            select distinct u.user_id from mine join membership m on m.room = mine.room and m.membership = 'join'
                join user_name u on u.id = m.member
            where mine.position > $2 or m.position > $2
                or exists (select from device_list_change c where c.user_id = u.user_id and c.position > $2)
            union
            select user_id from device_list_change where user_id = $1 and position > $2
            union
            select target_user from signature_change where signer = $1 and position > $2""";

    private static final String LOST = """
            with mine as (
                select m.room, m.membership, m.position from membership m join user_name u on u.id = m.member
                where u.user_id = $1 and m.membership in ('join', 'leave', 'ban')
            ), gone as (
                select m.member from mine join membership m on m.room = mine.room
                where mine.membership = 'join' and m.membership in ('leave', 'ban') and m.position > $2
                union
                select m.member from mine join membership m on m.room = mine.room
                where mine.membership <> 'join' and mine.position > $2 and m.membership = 'join'
            )
            select u.user_id from gone g join user_name u on u.id = g.member
            where u.user_id <> $1 and not exists (
                select from mine join membership m on m.room = mine.room and m.membership = 'join'
                where mine.membership = 'join' and m.member = g.member)""";

    private final Database database;

    HibernateDeviceListReads(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Set<UserId>> changed(UserId observer, Collection<RoomId> rooms, long after) {
        return users(CHANGED, observer.value(), rooms.stream().map(RoomId::value).toArray(String[]::new), after);
    }

    @Override
    public Uni<Set<UserId>> changedOrMet(UserId observer, long after) {
        return users(MET, observer.value(), after);
    }

    @Override
    public Uni<Set<UserId>> lost(UserId observer, long after) {
        return users(LOST, observer.value(), after);
    }

    private Uni<Set<UserId>> users(String sql, Object... parameters) {
        return database.query(sql, parameters)
                .map(rows -> rows.stream().map(row -> new UserId(row.text(0))).collect(Collectors.toSet()));
    }
}
