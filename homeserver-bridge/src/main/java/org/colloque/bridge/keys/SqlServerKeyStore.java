package org.colloque.bridge.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.ValidKey;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.signature.ServerKeys;
import org.colloque.protocol.signature.VerifyKey;

/** The keys in PostgreSQL. */
@ApplicationScoped
class SqlServerKeyStore implements ServerKeyStore {

    private static final String SAVE = """
            with document as (
                insert into server_key_document (server, document, received_at, valid_until) values ($1, $2, $3, $4)
                on conflict (server) do update set document = excluded.document, received_at = excluded.received_at,
                    valid_until = excluded.valid_until)
            insert into server_key (server, key_id, key, valid_until)
            select $1, * from unnest($5::text[], $6::text[], $7::bigint[])
            on conflict (server, key_id) do update set key = excluded.key, valid_until = excluded.valid_until""";

    private final Database database;

    SqlServerKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Collection<ServerName> servers) {
        return database.query("select server, key_id, key, valid_until from server_key where server = any($1)", (Object) names(servers))
                .map(SqlServerKeyStore::keys);
    }

    @Override
    public Uni<Map<ServerName, Published>> documents(Collection<ServerName> servers) {
        return database.query("select server, document, received_at, valid_until from server_key_document where server = any($1)",
                        (Object) names(servers))
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> new ServerName(row.text(0)),
                        row -> new Published(MatrixJson.parseTrusted(row.bytes(1)), row.longAt(2), row.longAt(3)))));
    }

    @Override
    public Uni<Void> save(ServerKeys keys, ObjectNode document, long receivedAt) {
        List<ValidKey> all = known(keys).toList();
        return database.query(SAVE, keys.server().value(), CanonicalJson.lenientBytes(document), receivedAt, keys.validUntil(),
                all.stream().map(known -> known.key().id().value()).toArray(String[]::new),
                all.stream().map(known -> known.key().toBase64()).toArray(String[]::new),
                all.stream().mapToLong(ValidKey::validUntil).toArray()).replaceWithVoid();
    }

    /** The keys of a document: current ones until the document ends, old ones until they expired. */
    static Stream<ValidKey> known(ServerKeys keys) {
        return Stream.concat(
                keys.verifyKeys().values().stream().map(key -> new ValidKey(key, keys.validUntil())),
                keys.oldVerifyKeys().values().stream()
                        .filter(old -> !keys.verifyKeys().containsKey(old.key().id()))
                        .map(old -> new ValidKey(old.key(), old.expired())));
    }

    private static Map<ServerName, Map<KeyId, ValidKey>> keys(List<Row> rows) {
        Map<ServerName, Map<KeyId, ValidKey>> keys = new HashMap<>();
        for (Row row : rows) {
            KeyId id = new KeyId(row.text(1));
            keys.computeIfAbsent(new ServerName(row.text(0)), server -> new HashMap<>())
                    .put(id, new ValidKey(VerifyKey.parse(id, row.text(2)), row.longAt(3)));
        }
        return keys;
    }

    private static String[] names(Collection<ServerName> servers) {
        return servers.stream().map(ServerName::value).toArray(String[]::new);
    }
}
