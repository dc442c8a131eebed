package org.colloque.messaging.keys.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.keys.CrossSigningKey;
import org.colloque.messaging.keys.CrossSigningStore;
import org.colloque.messaging.keys.KeySignature;
import org.colloque.messaging.keys.KeyUsage;
import org.colloque.messaging.keys.Signatures;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;

/** Cross-signing keys and signatures in PostgreSQL. */
@ApplicationScoped
class HibernateCrossSigningStore implements CrossSigningStore {

    private static final String ADD_SIGNATURES = """
            with added as (
                insert into key_signature (target_user, target, signer, key_id, signature)
                select t_user, target, $1, key_id, signature
                from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as s (t_user, target, key_id, signature)
                on conflict (target_user, target, signer, key_id) do update set signature = excluded.signature
                returning 1
            )
            select count(*), note_device_changes($1, $6, true), note_signatures($1, $7) from added""";

    private final Database database;

    HibernateCrossSigningStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Map<KeyUsage, CrossSigningKey>> of(UserId user) {
        return database.query("select usage, public_key, key from cross_signing_key where user_id = $1", user.value())
                .map(rows -> keys(user, rows));
    }

    @Override
    public Uni<Void> put(UserId user, Collection<CrossSigningKey> keys) {
        return database.query("""
                with changed as (
                    insert into cross_signing_key as k (user_id, usage, public_key, key)
                    select $1, usage, public_key, key from unnest($2::text[], $3::text[], $4::text[]) as t (usage, public_key, key)
                    on conflict (user_id, usage) do update set public_key = excluded.public_key, key = excluded.key
                    where k.key <> excluded.key
                    returning 1
                )
                select note_device_changes($1, case when (select count(*) from changed) > 0 then array[''] end, true)""",
                user.value(), texts(keys, key -> key.usage().spelling()), texts(keys, CrossSigningKey::publicKey),
                texts(keys, key -> Signatures.text(key.json()))).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> anyIsDevice(UserId user, Collection<String> names) {
        return database.first("select 1 from device where user_id = $1 and device_id = any($2) limit 1",
                user.value(), names.toArray(String[]::new)).map(row -> row.isPresent());
    }

    @Override
    public Uni<Boolean> isKey(UserId user, DeviceId name) {
        return database.first("select 1 from cross_signing_key where user_id = $1 and public_key = $2 limit 1",
                user.value(), name.value()).map(row -> row.isPresent());
    }

    @Override
    public Uni<Void> addSignatures(UserId signer, Collection<KeySignature> signatures) {
        List<KeySignature> own = signatures.stream().filter(s -> s.targetUser().equals(signer)).toList();
        List<KeySignature> others = signatures.stream().filter(s -> !s.targetUser().equals(signer)).toList();
        return database.query(ADD_SIGNATURES, signer.value(), texts(signatures, s -> s.targetUser().value()),
                texts(signatures, KeySignature::target), texts(signatures, s -> s.key().value()),
                texts(signatures, KeySignature::signature),
                own.stream().map(s -> s.onDevice() ? s.target() : "").distinct().toArray(String[]::new),
                others.stream().map(s -> s.targetUser().value()).distinct().toArray(String[]::new)).replaceWithVoid();
    }

    private static Map<KeyUsage, CrossSigningKey> keys(UserId user, List<Row> rows) {
        Map<KeyUsage, CrossSigningKey> keys = new EnumMap<>(KeyUsage.class);
        rows.forEach(row -> {
            KeyUsage usage = KeyUsage.of(row.text(0));
            keys.put(usage, new CrossSigningKey(user, usage, row.text(1),
                    MatrixJson.parseTrusted(row.text(2).getBytes(StandardCharsets.UTF_8))));
        });
        return keys;
    }

    private static <T> String[] texts(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
