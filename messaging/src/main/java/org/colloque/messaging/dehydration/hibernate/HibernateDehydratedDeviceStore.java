package org.colloque.messaging.dehydration.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.dehydration.DehydratedDevice;
import org.colloque.messaging.dehydration.DehydratedDeviceStore;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;

/** {@link DehydratedDeviceStore} by one table. */
@ApplicationScoped
class HibernateDehydratedDeviceStore implements DehydratedDeviceStore {

    private static final String FIND = "select device_id, data from dehydrated_device where user_id = $1";
    private static final String PUT = """
            insert into dehydrated_device (user_id, device_id, data) values ($1, $2, $3)
            on conflict (user_id) do update set device_id = excluded.device_id, data = excluded.data""";

    private final Database database;

    HibernateDehydratedDeviceStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<DehydratedDevice>> find(UserId user) {
        return database.first(FIND, user.value())
                .map(row -> row.map(found -> new DehydratedDevice(new DeviceId(found.text(0)), MatrixJson.parseTrusted(found.bytes(1)))));
    }

    @Override
    public Uni<Void> put(UserId user, DehydratedDevice sleeping) {
        return database.update(PUT, user.value(), sleeping.device().value(), CanonicalJson.lenientBytes(sleeping.data())).replaceWithVoid();
    }
}
