package org.colloque.messaging.userdirectory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.profile.SearchName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/**
 * Finds people whose name or user id has a word that begins as the search term does, whatever the accents: all of this server, and those
 * of other servers who are in a room with the searcher or in a public one.
 *
 * <p>Spec: client-server-api, "User Directory".
 */
@ApplicationScoped
public class UserDirectory {

    private static final String SEARCH = """
            with local_people as (
                select p.user_id, p.fields, null::bytea as member from profile p join account a on a.user_id = p.user_id
                where not a.deactivated and p.user_id <> $1
                    and (p.search_name like $2 escape '\\' or lower(p.user_id) like $3 escape '\\')
            ), seen_rooms as (
                select m.room from membership m join user_name u on u.id = m.member where u.user_id = $1 and m.membership = 'join'
                union
                select c.room from current_state c join slot s on s.id = c.slot join event e on e.id = c.event
                where s.type = 'm.room.join_rules' and s.state_key = '' and convert_from(e.json, 'UTF8') like '%"join_rule":"public"%'
            ), others as (
                select distinct on (u.user_id) u.user_id, null::text as fields, e.json as member
                from membership m join user_name u on u.id = m.member join event e on e.id = m.event
                where m.room in (select room from seen_rooms) and m.membership = 'join' and not m.local and u.user_id <> $1
                order by u.user_id, m.position desc
            )
            select * from local_people
            union all
            select * from others""";

    private final Database database;

    UserDirectory(Database database) {
        this.database = database;
    }

    /** Those whom the searcher finds, the searcher not among them: at most {@code limit}, and whether there are more. */
    public Uni<Result> search(UserId searcher, String term, int limit) {
        String wanted = SearchName.of(term).strip();
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(new Result(List.of(), false));
        }
        String id = term.strip().toLowerCase(Locale.ROOT);
        return database.query(SEARCH, searcher.value(), "% " + escaped(wanted) + "%",
                (id.startsWith("@") ? "" : "@") + escaped(id) + "%")
                .map(rows -> result(rows, wanted, id, limit));
    }

    private static Result result(List<Row> rows, String wanted, String id, int limit) {
        List<FoundUser> found = rows.stream().map(UserDirectory::user)
                .filter(user -> matches(user, wanted, id)).toList();
        return new Result(found.stream().limit(limit).toList(), found.size() > limit);
    }

    private static boolean matches(FoundUser user, String wanted, String id) {
        return SearchName.of(user.displayName().orElse("")).contains(" " + wanted)
                || user.user().value().toLowerCase(Locale.ROOT).startsWith(id.startsWith("@") ? id : "@" + id);
    }

    private static FoundUser user(Row row) {
        ObjectNode fields = row.isNull(1)
                ? (ObjectNode) MatrixJson.parseTrusted(row.bytes(2)).get("content")
                : MatrixJson.parseTrusted(row.text(1).getBytes(StandardCharsets.UTF_8));
        return new FoundUser(new UserId(row.text(0)), text(fields, "displayname"), text(fields, "avatar_url"));
    }

    private static Optional<String> text(ObjectNode fields, String name) {
        return Optional.ofNullable(fields.path(name).textValue());
    }

    private static String escaped(String pattern) {
        return pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** What a search found. {@code limited}: there are more. */
    public record Result(List<FoundUser> users, boolean limited) {
    }
}
