package org.colloque.messaging.profile.hibernate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Session;
import org.colloque.messaging.profile.ProfileStore;
import org.colloque.messaging.profile.SearchName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** Profiles in PostgreSQL: one JSON text each, changed under its row's lock. */
@ApplicationScoped
class HibernateProfileStore implements ProfileStore {

    private final Database database;

    HibernateProfileStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<ObjectNode>> find(UserId user) {
        return database.first("""
                select p.fields from profile p join account a on a.user_id = p.user_id
                where p.user_id = $1 and not a.deactivated""", user.value())
                .map(row -> row.map(found -> parse(found.text(0))));
    }

    @Override
    public Uni<Boolean> put(UserId user, String field, JsonNode value, int maxBytes) {
        return change(user, fields -> fields.set(field, value), maxBytes);
    }

    @Override
    public Uni<Void> remove(UserId user, String field) {
        return change(user, fields -> fields.without(field), Integer.MAX_VALUE).replaceWithVoid();
    }

    @Override
    public Uni<Void> clear(UserId user) {
        return change(user, ObjectNode::removeAll, Integer.MAX_VALUE).replaceWithVoid();
    }

    private Uni<Boolean> change(UserId user, UnaryOperator<ObjectNode> work, int maxBytes) {
        return database.transaction(session -> session
                .first("select fields from profile where user_id = $1 for update", user.value())
                .chain(row -> {
                    ObjectNode fields = work.apply(parse(row.orElseThrow().text(0)));
                    String text = fields.toString();
                    return text.getBytes(StandardCharsets.UTF_8).length > maxBytes ? Uni.createFrom().item(false)
                            : write(session, user, fields, text);
                }));
    }

    private static Uni<Boolean> write(Session session, UserId user, ObjectNode fields, String text) {
        String name = fields.path("displayname").asText("");
        return session.update("update profile set fields = $2, search_name = $3 where user_id = $1",
                user.value(), text, SearchName.of(name)).replaceWith(true);
    }

    private static ObjectNode parse(String text) {
        return MatrixJson.parseTrusted(text.getBytes(StandardCharsets.UTF_8));
    }
}
