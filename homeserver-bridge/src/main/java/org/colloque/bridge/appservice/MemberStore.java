package org.colloque.bridge.appservice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.database.Session;
import org.colloque.protocol.id.UserId;

/** Who of a service's users is joined to which room, as far as the service has heard; and the aliases of rooms. */
@ApplicationScoped
class MemberStore {

    private static final int PAGE = 5_000;

    private static final String LOCAL_MEMBERS = """
            select u.user_id from user_name u
            where u.user_id > $1 and exists (select from membership m where m.member = u.id and m.local and m.membership = 'join')
            order by u.user_id limit $2""";

    private static final String FILL = """
            insert into application_service_member
            select $1, r.room_id, u.user_id from user_name u
            join membership m on m.member = u.id and m.membership = 'join' join room r on r.id = m.room
            where u.user_id = any($2) on conflict do nothing""";

    private final Database database;

    MemberStore(Database database) {
        this.database = database;
    }

    /** The members by room, of those rooms that have any. */
    Uni<Map<String, Set<String>>> members(ApplicationService service, Collection<String> rooms) {
        return database.queryAside("select room_id, member from application_service_member where service = $1 and room_id = any($2)",
                service.id(), rooms.toArray(String[]::new)).map(MemberStore::grouped);
    }

    Uni<Map<String, Set<String>>> aliases(Collection<String> rooms) {
        return database.queryAside("select room_id, alias from room_alias where room_id = any($1)", (Object) rooms.toArray(String[]::new))
                .map(MemberStore::grouped);
    }

    /** Finds the members anew, for a service that is new or whose namespaces have changed. */
    Uni<Void> find(ApplicationService service, String namespaces) {
        return database.transactionAside(session -> session.update("delete from application_service_member where service = $1", service.id())
                .chain(() -> fill(session, service, ""))
                .chain(() -> session.update("update application_service set namespaces = $2 where id = $1", service.id(), namespaces)))
                .replaceWithVoid();
    }

    private static Uni<Void> fill(Session session, ApplicationService service, String after) {
        return session.query(LOCAL_MEMBERS, after, PAGE).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            List<String> users = rows.stream().map(row -> row.text(0)).toList();
            String[] own = users.stream().filter(user -> service.owns(new UserId(user))).toArray(String[]::new);
            return session.update(FILL, service.id(), own).chain(() -> fill(session, service, users.getLast()));
        });
    }

    private static Map<String, Set<String>> grouped(List<Row> rows) {
        Map<String, Set<String>> grouped = new HashMap<>();
        rows.forEach(row -> grouped.computeIfAbsent(row.text(0), room -> new HashSet<>()).add(row.text(1)));
        return grouped;
    }
}
