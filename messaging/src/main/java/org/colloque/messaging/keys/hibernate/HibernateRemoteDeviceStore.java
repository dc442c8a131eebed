package org.colloque.messaging.keys.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.database.Session;
import org.colloque.messaging.keys.CrossSigningKey;
import org.colloque.messaging.keys.KeyUsage;
import org.colloque.messaging.keys.RemoteDeviceList;
import org.colloque.messaging.keys.RemoteDeviceStore;
import org.colloque.messaging.keys.Signatures;
import org.colloque.protocol.id.UserId;

/** Remote device lists in PostgreSQL; positions are taken last in each transaction. */
@ApplicationScoped
class HibernateRemoteDeviceStore implements RemoteDeviceStore {

    private static final String SHARES_A_ROOM = HibernateDeviceKeyStore.SHARES_A_ROOM;

    private static final String FOLLOW = """
            insert into remote_device_list as kept (user_id, stream_id)
            select l.user_id, l.stream_id from unnest($1::text[], $2::bigint[]) as l (user_id, stream_id)
            where %s and not exists (select from device_list_change c where c.user_id = l.user_id and c.position > $3)
            on conflict (user_id) do update set stream_id = excluded.stream_id, stale = false
            where kept.stale or excluded.stream_id >= kept.stream_id
            returning user_id""".formatted(SHARES_A_ROOM);

    private final Database database;

    HibernateRemoteDeviceStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> keep(Collection<RemoteDeviceList> lists, long since) {
        return database.transaction(session -> session.query(FOLLOW,
                        lists.stream().map(list -> list.user().value()).toArray(String[]::new),
                        lists.stream().mapToLong(RemoteDeviceList::streamId).toArray(), since)
                .chain(followed -> replace(session, of(lists, followed))));
    }

    @Override
    public Uni<Outcome> update(UserId user, Update update) {
        return database.transaction(session -> session
                .first("select stream_id, stale from remote_device_list where user_id = $1 for update", user.value())
                .map(kept -> outcome(kept, update))
                .call(outcome -> write(session, user, update, outcome))
                .call(outcome -> outcome == Outcome.KNOWN_ALREADY ? Uni.createFrom().voidItem()
                        : note(session, user, update.device().id().value())));
    }

    @Override
    public Uni<Void> updateKeys(UserId user, Map<KeyUsage, CrossSigningKey> keys) {
        return database.transaction(session -> session
                .first("select 1 from remote_device_list where user_id = $1 for update", user.value())
                .call(kept -> kept.isEmpty() ? Uni.createFrom().voidItem() : insertKeys(session, keys.values()))
                .chain(() -> note(session, user, "")));
    }

    @Override
    public Uni<Void> forgetStrangers(Collection<UserId> users) {
        return database.update("delete from remote_device_list l where user_id = any($1) and not " + SHARES_A_ROOM,
                texts(users)).replaceWithVoid();
    }

    @Override
    public Uni<List<Signed>> signaturesBy(UserId signer, Collection<UserId> on) {
        return database.query("select target_user, target, key_id, signature from key_signature "
                + "where signer = $1 and target_user = any($2)", signer.value(), texts(on))
                .map(rows -> rows.stream()
                        .map(row -> new Signed(new UserId(row.text(0)), row.text(1), row.text(2), row.text(3))).toList());
    }

    private static Outcome outcome(Optional<Row> kept, Update update) {
        if (kept.isEmpty()) {
            return Outcome.NOT_FOLLOWED;
        }
        long known = kept.get().longAt(0);
        if (update.streamId() <= known) {
            return Outcome.KNOWN_ALREADY;
        }
        boolean missed = update.previous().stream().anyMatch(previous -> previous > known);
        return kept.get().booleanAt(1) || missed ? Outcome.GAP : Outcome.TAKEN_IN;
    }

    private static Uni<Void> write(Session session, UserId user, Update update, Outcome outcome) {
        return switch (outcome) {
            case NOT_FOLLOWED, KNOWN_ALREADY -> Uni.createFrom().voidItem();
            case GAP -> session.update("update remote_device_list set stale = true where user_id = $1", user.value())
                    .replaceWithVoid();
            case TAKEN_IN -> session
                    .update("update remote_device_list set stream_id = $2 where user_id = $1", user.value(), update.streamId())
                    .chain(() -> update.deleted()
                            ? session.update("delete from remote_device where user_id = $1 and device_id = $2",
                                    user.value(), update.device().id().value()).replaceWithVoid()
                            : insertDevices(session, List.of(new RemoteDeviceList(user, 0, List.of(update.device()), Map.of()))));
        };
    }

    private static Uni<Void> replace(Session session, List<RemoteDeviceList> lists) {
        String[] users = texts(lists.stream().map(RemoteDeviceList::user).toList());
        List<CrossSigningKey> keys = lists.stream().flatMap(list -> list.keys().values().stream()).toList();
        return session.update("delete from remote_device where user_id = any($1)", (Object) users)
                .chain(() -> session.update("delete from cross_signing_key where user_id = any($1)", (Object) users))
                .chain(() -> insertDevices(session, lists))
                .chain(() -> insertKeys(session, keys));
    }

    private static Uni<Void> insertDevices(Session session, List<RemoteDeviceList> lists) {
        List<String[]> rows = new ArrayList<>();
        lists.forEach(list -> list.devices().forEach(device -> rows.add(new String[] {list.user().value(), device.id().value(),
            device.name().orElse(null), device.keys().map(Signatures::text).orElse(null)})));
        return session.update("""
                insert into remote_device (user_id, device_id, display_name, keys)
                select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                on conflict (user_id, device_id) do update set display_name = excluded.display_name, keys = excluded.keys""",
                column(rows, 0), column(rows, 1), column(rows, 2), column(rows, 3)).replaceWithVoid();
    }

    private static Uni<Void> insertKeys(Session session, Collection<CrossSigningKey> keys) {
        return session.update("""
                insert into cross_signing_key (user_id, usage, public_key, key)
                select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                on conflict (user_id, usage) do update set public_key = excluded.public_key, key = excluded.key""",
                keys.stream().map(key -> key.user().value()).toArray(String[]::new),
                keys.stream().map(key -> key.usage().spelling()).toArray(String[]::new),
                keys.stream().map(CrossSigningKey::publicKey).toArray(String[]::new),
                keys.stream().map(key -> Signatures.text(key.json())).toArray(String[]::new)).replaceWithVoid();
    }

    private static Uni<Void> note(Session session, UserId user, String device) {
        return session.query("select note_device_changes($1, $2, false)", user.value(), new String[] {device}).replaceWithVoid();
    }

    private static List<RemoteDeviceList> of(Collection<RemoteDeviceList> lists, List<Row> followed) {
        Set<String> users = followed.stream().map(row -> row.text(0)).collect(Collectors.toSet());
        return lists.stream().filter(list -> users.contains(list.user().value())).toList();
    }

    private static String[] column(List<String[]> rows, int column) {
        return rows.stream().map(row -> row[column]).toArray(String[]::new);
    }

    private static String[] texts(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray(String[]::new);
    }
}
