package org.colloque.messaging.keys.hibernate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.keys.CrossSigningKey;
import org.colloque.messaging.keys.DeviceKeyStore;
import org.colloque.messaging.keys.DeviceListLog;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.keys.KeyUsage;
import org.colloque.messaging.keys.KnownKeys;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** The log of device lists in PostgreSQL, with the keys as they are now. */
@ApplicationScoped
class HibernateDeviceListLog implements DeviceListLog {

    private static final int PREVIOUS = 3;
    private static final int EXISTS = 4;

    private static final String SELECT = """
            select c.position, c.user_id, c.device_id, c.previous, d.device_id is not null
            from device_list_change c left join device d on d.user_id = c.user_id and d.device_id = c.device_id
            where c.local\s""";

    private final Database database;
    private final DeviceKeyStore keys;

    HibernateDeviceListLog(Database database, DeviceKeyStore keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Uni<List<Update>> after(long position, int limit) {
        return database.query(SELECT + "and c.position > $1 order by c.position limit $2", position, limit).chain(this::updates);
    }

    @Override
    public Uni<List<Update>> of(UserId user) {
        return database.query(SELECT + "and c.user_id = $1 and (d.device_id is not null or c.device_id = '') order by c.position",
                user.value()).chain(this::updates);
    }

    @Override
    public Uni<Long> streamId(UserId user) {
        return database.first("select coalesce(max(position), 0) from device_list_change where user_id = $1 and device_id <> ''",
                user.value()).map(row -> row.orElseThrow().longAt(0));
    }

    private Uni<List<Update>> updates(List<Row> rows) {
        Set<UserId> users = rows.stream().map(row -> new UserId(row.text(1))).collect(Collectors.toSet());
        if (users.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return keys.of(users, Optional.empty()).map(known -> {
            Map<DeviceOf, ObjectNode> devices = known.devices().stream().filter(device -> device.keys().isPresent())
                    .collect(Collectors.toMap(KnownKeys.DeviceKeys::device, device -> device.keys().orElseThrow()));
            return rows.stream().map(row -> row.text(2).isEmpty() ? signingKeys(row, known) : device(row, devices)).toList();
        });
    }

    private static Update device(Row row, Map<DeviceOf, ObjectNode> devices) {
        UserId user = new UserId(row.text(1));
        DeviceId device = new DeviceId(row.text(2));
        ObjectNode content = JsonNodes.object().put("user_id", user.value()).put("device_id", device.value())
                .put("stream_id", row.longAt(0));
        var previous = content.putArray("prev_id");
        if (row.longAt(PREVIOUS) > 0) {
            previous.add(row.longAt(PREVIOUS));
        }
        if (!row.booleanAt(EXISTS)) {
            content.put("deleted", true);
        }
        Optional.ofNullable(devices.get(new DeviceOf(user, device))).ifPresent(keys -> content.set("keys", keys));
        return new Update(row.longAt(0), user, Optional.of(content), Optional.empty());
    }

    private static Update signingKeys(Row row, KnownKeys known) {
        UserId user = new UserId(row.text(1));
        Map<KeyUsage, CrossSigningKey> keys = known.crossSigning().getOrDefault(user, Map.of());
        ObjectNode content = JsonNodes.object().put("user_id", user.value());
        Optional.ofNullable(keys.get(KeyUsage.MASTER)).ifPresent(key -> content.set("master_key", key.json()));
        Optional.ofNullable(keys.get(KeyUsage.SELF_SIGNING)).ifPresent(key -> content.set("self_signing_key", key.json()));
        return new Update(row.longAt(0), user, Optional.empty(), Optional.of(content));
    }
}
