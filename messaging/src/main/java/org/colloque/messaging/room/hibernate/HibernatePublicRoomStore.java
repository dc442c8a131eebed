package org.colloque.messaging.room.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.room.Network;
import org.colloque.messaging.room.PublicRoomStore;
import org.colloque.protocol.id.RoomId;

/** {@link PublicRoomStore} in PostgreSQL. */
@ApplicationScoped
class HibernatePublicRoomStore implements PublicRoomStore {

    private static final String ALL = """
            select p.room_id, count(m.member) as joined from (%s) p
            join room r on r.room_id = p.room_id
            left join membership m on m.room = r.id and m.membership = 'join'
            group by p.room_id having count(m.member) > 0
            order by joined desc, p.room_id""";

    private static final String OWN = "select room_id from public_room";
    private static final String OF_NETWORKS = "select room_id from network_room";

    private final Database database;

    HibernatePublicRoomStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> publish(RoomId room, boolean published) {
        String sql = published ? "insert into public_room (room_id) values ($1) on conflict do nothing"
                : "delete from public_room where room_id = $1";
        return database.update(sql, room.value()).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> published(RoomId room) {
        return database.query("select exists (select from public_room where room_id = $1)", room.value())
                .map(rows -> rows.getFirst().booleanAt(0));
    }

    @Override
    public Uni<Void> publish(Network.Instance network, RoomId room, boolean published) {
        String sql = published ? "insert into network_room (service, network, room_id) values ($1, $2, $3) on conflict do nothing"
                : "delete from network_room where service = $1 and network = $2 and room_id = $3";
        return database.update(sql, network.service(), network.network(), room.value()).replaceWithVoid();
    }

    @Override
    public Uni<List<Published>> all(Network network) {
        Uni<List<Row>> found = network.instance().map(instance -> database.query(
                ALL.formatted(OF_NETWORKS + " where service = $1 and network = $2"), instance.service(), instance.network()))
                .orElseGet(() -> database.query(ALL.formatted(network.everything() ? OWN + " union " + OF_NETWORKS : OWN)));
        return found
                .map(rows -> rows.stream().map(row -> new Published(RoomId.parse(row.text(0)), row.longAt(1))).toList());
    }
}
