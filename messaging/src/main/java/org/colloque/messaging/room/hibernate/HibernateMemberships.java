package org.colloque.messaging.room.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.room.Memberships;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** {@link Memberships} by the table of current memberships. */
@ApplicationScoped
class HibernateMemberships implements Memberships {

    private static final String OF = """
            select m.membership, m.event, m.position from membership m
            join room r on r.id = m.room join user_name u on u.id = m.member
            where r.room_id = $1 and u.user_id = $2 and not m.forgotten""";
    private static final String ROOMS = """
            select r.room_id from membership m
            join user_name u on u.id = m.member join room r on r.id = m.room
            where u.user_id = $1 and m.membership = $2 and not m.forgotten""";
    private static final String MUTUAL = """
            select r.room_id from membership one join membership other on other.room = one.room join room r on r.id = one.room
            where one.member = (select id from user_name where user_id = $1) and one.membership = 'join'
            and other.member = (select id from user_name where user_id = $2) and other.membership = 'join' order by r.room_id""";
    private static final String LOCAL = """
            select exists (select from membership m join room r on r.id = m.room
            where r.room_id = $1 and m.local and m.membership = 'join')""";
    private static final String LOCAL_MEMBERS = """
            select u.user_id from membership m
            join user_name u on u.id = m.member join room r on r.id = m.room
            where r.room_id = $1 and m.local and m.membership = 'join'""";
    private static final String JOINED_COUNT = """
            select count(*) from membership m join room r on r.id = m.room where r.room_id = $1 and m.membership = 'join'""";
    private static final String JOINED_TO_ANY = """
            select exists (select from membership m
            join user_name u on u.id = m.member join room r on r.id = m.room
            where u.user_id = $1 and m.membership = 'join' and r.room_id = any($2))""";
    private static final String SHOWN = """
            select t.state from stripped_state t join user_name u on u.id = t.member join room r on r.id = t.room
            where u.user_id = $1 and r.room_id = $2""";
    private static final String FORGET = """
            update membership m set forgotten = true from room r, user_name u
            where r.id = m.room and u.id = m.member and r.room_id = $1 and u.user_id = $2
            and m.membership in ('leave', 'ban')""";

    private final Database database;

    HibernateMemberships(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<Membership>> of(UserId user, RoomId room) {
        return database.first(OF, room.value(), user.value())
                .map(row -> row.map(found -> new Membership(found.text(0), found.longAt(1), found.longAt(2))));
    }

    @Override
    public Uni<List<RoomId>> rooms(UserId user, String membership) {
        return ids(database.query(ROOMS, user.value(), membership));
    }

    @Override
    public Uni<List<RoomId>> mutual(UserId one, UserId other) {
        return ids(database.query(MUTUAL, one.value(), other.value()));
    }

    @Override
    public Uni<Boolean> local(RoomId room) {
        return truth(database.query(LOCAL, room.value()));
    }

    @Override
    public Uni<List<UserId>> localMembers(RoomId room) {
        return database.query(LOCAL_MEMBERS, room.value())
                .map(rows -> rows.stream().map(row -> UserId.parse(row.text(0))).toList());
    }

    @Override
    public Uni<Long> joinedCount(RoomId room) {
        return database.query(JOINED_COUNT, room.value()).map(rows -> rows.getFirst().longAt(0));
    }

    @Override
    public Uni<Boolean> joinedToAny(UserId user, Collection<RoomId> rooms) {
        return truth(database.query(JOINED_TO_ANY, user.value(),
                rooms.stream().map(RoomId::value).toArray(String[]::new)));
    }

    @Override
    public Uni<Set<ServerName>> shownBy(UserId user, RoomId room) {
        return database.first(SHOWN, user.value(), room.value()).map(row -> row
                .map(found -> servers(found.bytes(0))).orElse(Set.of()));
    }

    @Override
    public Uni<Boolean> forget(UserId user, RoomId room) {
        return database.update(FORGET, room.value(), user.value()).map(changed -> changed > 0);
    }

    private static Set<ServerName> servers(byte[] strippedState) {
        Set<ServerName> servers = new LinkedHashSet<>();
        MatrixJson.parse(strippedState, MatrixJson.MAX_FEDERATION_DEPTH)
                .forEach(event -> servers.add(new UserId(event.path("sender").asText()).server()));
        return servers;
    }

    private static Uni<List<RoomId>> ids(Uni<List<Row>> rooms) {
        return rooms.map(rows -> rows.stream().map(row -> RoomId.parse(row.text(0))).toList());
    }

    private static Uni<Boolean> truth(Uni<List<Row>> answer) {
        return answer.map(rows -> rows.getFirst().booleanAt(0));
    }
}
