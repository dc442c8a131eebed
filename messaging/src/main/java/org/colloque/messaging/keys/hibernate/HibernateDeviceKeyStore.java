package org.colloque.messaging.keys.hibernate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.keys.DeviceKeyStore;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.keys.KnownKeys;
import org.colloque.messaging.keys.Signatures;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** Identity keys in PostgreSQL. */
@ApplicationScoped
class HibernateDeviceKeyStore implements DeviceKeyStore {

    /** Users of other servers who share a room that this server is in: others send no updates. */
    static final String SHARES_A_ROOM = """
            exists (select from user_name u join membership m on m.member = u.id and m.membership = 'join'
                join room r on r.id = m.room and r.local where u.user_id = l.user_id)""";

    private static final String KNOWN = """
            select 'device', k.user_id, k.device_id, k.keys, d.display_name, null::text
            from device_key k join device d on d.user_id = k.user_id and d.device_id = k.device_id where k.user_id = any($1)
            union all
            select 'device', l.user_id, r.device_id, r.keys, r.display_name, null
            from remote_device_list l join remote_device r on r.user_id = l.user_id
            where l.user_id = any($1) and not l.stale
            union all
            select 'list', l.user_id, null, null, null, null from remote_device_list l
            where l.user_id = any($1) and not l.stale and %s
            union all
            select 'key', user_id, usage, key, public_key, null from cross_signing_key where user_id = any($1)
            union all
            select 'signature', target_user, target, signer, key_id, signature from key_signature
            where target_user = any($1) and (signer = target_user or signer = $2)""".formatted(SHARES_A_ROOM);

    private static final String PUT = """
            with own as materialized (
                select user_id, device_id from device where user_id = $1 and device_id = $2 for key share
            ), changed as (
                insert into device_key as k (user_id, device_id, keys) select user_id, device_id, $3 from own
                on conflict (user_id, device_id) do update set keys = excluded.keys where k.keys <> excluded.keys
                returning device_id
            )
            select note_device_changes($1, (select array_agg(device_id) from changed), true)""";

    private final Database database;

    HibernateDeviceKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> put(DeviceOf device, ObjectNode keys) {
        return database.query(PUT, device.user().value(), device.device().value(), Signatures.text(keys)).replaceWithVoid();
    }

    @Override
    public Uni<Optional<ObjectNode>> find(DeviceOf device) {
        return database.first("select keys from device_key where user_id = $1 and device_id = $2",
                device.user().value(), device.device().value())
                .map(row -> row.map(found -> MatrixJson.parseTrusted(found.text(0).getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public Uni<KnownKeys> of(Collection<UserId> users, Optional<UserId> observer) {
        return database.query(KNOWN, users.stream().map(UserId::value).toArray(String[]::new),
                observer.map(UserId::value).orElse("")).map(KnownKeysReader::read);
    }
}
