package org.colloque.messaging.keybackup.hibernate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.database.Session;
import org.colloque.messaging.keybackup.BackedUpKey;
import org.colloque.messaging.keybackup.BackupVersion;
import org.colloque.messaging.keybackup.KeyBackupStore;
import org.colloque.messaging.keybackup.KeySelection;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** Backups in PostgreSQL; changes of one backup follow each other under its row's lock. */
@ApplicationScoped
class HibernateKeyBackupStore implements KeyBackupStore {

    private static final int DATA = 5;

    private static final String FIND = """
            select b.version, b.algorithm, b.auth_data, b.etag,
                (select count(*) from key_backup_session s where s.user_id = b.user_id and s.version = b.version)
            from key_backup b where b.user_id = $1 and not b.deleted""";

    private static final String MERGE = """
            insert into key_backup_session as s
            select $1::text, $2::bigint, * from unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::boolean[], $8::text[])
            on conflict (user_id, version, room_id, session_id) do update set
                first_message_index = excluded.first_message_index, forwarded_count = excluded.forwarded_count,
                is_verified = excluded.is_verified, session_data = excluded.session_data
            where (not excluded.is_verified, excluded.first_message_index, excluded.forwarded_count)
                < (not s.is_verified, s.first_message_index, s.forwarded_count)""";

    private static final String SELECTED = """
            user_id = $1 and version = $2 and ($3::text is null or room_id = $3) and ($4::text is null or session_id = $4)""";

    private final Database database;

    HibernateKeyBackupStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Long> create(UserId user, String algorithm, ObjectNode authData) {
        return database.transaction(session -> session.query("select 1 from account where user_id = $1 for no key update", user.value())
                .chain(() -> session.first("""
                        insert into key_backup (user_id, version, algorithm, auth_data)
                        select $1, coalesce(max(version), 0) + 1, $2, $3 from key_backup where user_id = $1 returning version""",
                        user.value(), algorithm, authData.toString())))
                .map(row -> row.orElseThrow().longAt(0));
    }

    @Override
    public Uni<Optional<BackupVersion>> find(UserId user, OptionalLong version) {
        return database.run(session -> find(session, user, version));
    }

    @Override
    public Uni<Void> setAuthData(UserId user, long version, ObjectNode authData) {
        return database.update("update key_backup set auth_data = $3 where user_id = $1 and version = $2 and not deleted",
                user.value(), version, authData.toString()).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> delete(UserId user, long version) {
        return database.update("""
                with gone as (delete from key_backup_session where user_id = $1 and version = $2)
                update key_backup set deleted = true where user_id = $1 and version = $2""", user.value(), version)
                .map(rows -> rows > 0);
    }

    @Override
    public Uni<Merged> merge(UserId user, long version, Collection<BackedUpKey> keys) {
        return database.transaction(session -> session.first("""
                select version from key_backup where user_id = $1 and not deleted order by version desc limit 1 for update""",
                user.value()).chain(current -> {
                    if (current.isEmpty()) {
                        return Uni.createFrom().item(new Merged.NoBackup());
                    }
                    long newest = current.get().longAt(0);
                    return newest == version ? merge(session, user, version, keys)
                            : Uni.createFrom().item(new Merged.WrongVersion(newest));
                }));
    }

    @Override
    public Uni<List<BackedUpKey>> keys(UserId user, long version, KeySelection selection) {
        return database.query("select room_id, session_id, first_message_index, forwarded_count, is_verified, session_data "
                + "from key_backup_session where " + SELECTED, user.value(), version,
                selection.room().orElse(null), selection.session().orElse(null))
                .map(rows -> rows.stream().map(HibernateKeyBackupStore::key).toList());
    }

    @Override
    public Uni<Optional<BackupVersion>> deleteKeys(UserId user, long version, KeySelection selection) {
        return database.transaction(session -> session
                .update("update key_backup set etag = etag + 1 where user_id = $1 and version = $2 and not deleted",
                        user.value(), version)
                .chain(() -> session.update("delete from key_backup_session where " + SELECTED, user.value(), version,
                        selection.room().orElse(null), selection.session().orElse(null)))
                .chain(() -> find(session, user, OptionalLong.of(version))));
    }

    private static Uni<Merged> merge(Session session, UserId user, long version, Collection<BackedUpKey> keys) {
        return session.update(MERGE, user.value(), version,
                        keys.stream().map(BackedUpKey::room).toArray(String[]::new),
                        keys.stream().map(BackedUpKey::session).toArray(String[]::new),
                        keys.stream().mapToLong(BackedUpKey::firstMessageIndex).toArray(),
                        keys.stream().mapToLong(BackedUpKey::forwardedCount).toArray(),
                        keys.stream().map(BackedUpKey::verified).toArray(Boolean[]::new),
                        keys.stream().map(key -> key.data().toString()).toArray(String[]::new))
                .chain(changed -> session.update("update key_backup set etag = etag + $3 where user_id = $1 and version = $2",
                        user.value(), version, changed > 0 ? 1 : 0))
                .chain(() -> find(session, user, OptionalLong.of(version)))
                .map(found -> new Merged.Done(found.orElseThrow().count(), found.orElseThrow().etag()));
    }

    private static Uni<Optional<BackupVersion>> find(Session session, UserId user, OptionalLong version) {
        Uni<Optional<Row>> row = version.isPresent()
                ? session.first(FIND + " and b.version = $2", user.value(), version.getAsLong())
                : session.first(FIND + " order by b.version desc limit 1", user.value());
        return row.map(found -> found.map(HibernateKeyBackupStore::version));
    }

    private static BackupVersion version(Row row) {
        return new BackupVersion(row.longAt(0), row.text(1), parse(row.text(2)), row.longAt(4), row.longAt(3));
    }

    private static BackedUpKey key(Row row) {
        return new BackedUpKey(row.text(0), row.text(1), row.longAt(2), row.longAt(3), row.booleanAt(4), parse(row.text(DATA)));
    }

    private static ObjectNode parse(String json) {
        return MatrixJson.parseTrusted(json.getBytes(StandardCharsets.UTF_8));
    }
}
