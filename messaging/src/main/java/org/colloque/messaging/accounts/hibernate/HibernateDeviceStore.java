package org.colloque.messaging.accounts.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.Device;
import org.colloque.messaging.accounts.DeviceStore;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Devices in PostgreSQL; what hangs on a device is deleted with it by foreign keys. */
@ApplicationScoped
class HibernateDeviceStore implements DeviceStore {

    private final Database database;

    HibernateDeviceStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<Device>> list(UserId user) {
        return database.run(session -> session.list(DeviceRow.class, "from DeviceRow where userId = :user order by deviceId",
                Map.of("user", user.value()))).map(rows -> rows.stream().map(DeviceRow::toDevice).toList());
    }

    @Override
    public Uni<Optional<Device>> find(UserId user, DeviceId device) {
        return database.run(session -> session.find(DeviceRow.class, new DeviceKey(user.value(), device.value())))
                .map(row -> row.map(DeviceRow::toDevice));
    }

    @Override
    public Uni<Boolean> create(UserId user, DeviceId device, Optional<String> displayName, long now) {
        return database.query("""
                with made as (insert into device (user_id, device_id, display_name, created) values ($1, $2, $3, $4)
                    on conflict do nothing returning device_id)
                select note_device_changes($1, array_agg(device_id), true) from made having count(*) > 0""",
                user.value(), device.value(), displayName.orElse(null), now).map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Boolean> rename(UserId user, DeviceId device, Optional<String> displayName) {
        return database.query("""
                with renamed as (update device set display_name = $3 where user_id = $1 and device_id = $2 returning device_id)
                select note_device_changes($1, array_agg(device_id), true) from renamed having count(*) > 0""",
                user.value(), device.value(), displayName.orElse(null)).map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<List<DeviceId>> delete(UserId user, Collection<DeviceId> devices) {
        String[] ids = devices.stream().map(DeviceId::value).toArray(String[]::new);
        return database.transaction(session -> session.query("""
                with counts as (delete from key_count_change where user_id = $1 and device_id = any($2))
                delete from device where user_id = $1 and device_id = any($2) returning device_id""", user.value(), ids)
                .map(rows -> rows.stream().map(row -> new DeviceId(row.text(0))).toList())
                .call(gone -> session.query("select note_device_changes($1, $2, true)", user.value(),
                        gone.stream().map(DeviceId::value).toArray(String[]::new))));
    }

    @Override
    public Uni<Void> seen(Collection<Sighting> sightings) {
        return database.update("""
                update device as d set last_seen = s.at, last_seen_address = s.address
                from unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) as s (user_id, device_id, at, address)
                where d.user_id = s.user_id and d.device_id = s.device_id and coalesce(d.last_seen, 0) < s.at""",
                sightings.stream().map(s -> s.user().value()).toArray(String[]::new),
                sightings.stream().map(s -> s.device().value()).toArray(String[]::new),
                sightings.stream().mapToLong(Sighting::at).toArray(),
                sightings.stream().map(Sighting::address).toArray(String[]::new)).replaceWithVoid();
    }
}
