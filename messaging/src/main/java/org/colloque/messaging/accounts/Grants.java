package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Looks up what people have granted to OAuth 2.0 clients, and ends it. Spec: client-server-api, "OAuth 2.0 API". */
@ApplicationScoped
public class Grants {

    private static final String COLUMNS = "select g.id, g.user_id, g.device_id, g.client_id, g.scope from oauth_grant g ";

    private final Database database;
    private final DeviceService devices;

    Grants(Database database, DeviceService devices) {
        this.database = database;
        this.devices = devices;
    }

    /** The grant that a device's session rests on; empty when the session was opened otherwise. */
    public Uni<Optional<Grant>> ofDevice(UserId user, DeviceId device) {
        return first("where g.user_id = $1 and g.device_id = $2", user.value(), device.value());
    }

    /** The grants of all devices of a user that have one. */
    public Uni<List<Grant>> of(UserId user) {
        return database.query(COLUMNS + "where g.user_id = $1", user.value()).map(rows -> rows.stream().map(Grants::grant).toList());
    }

    /** The grant that a refresh token belongs to which is good. */
    public Uni<Optional<Grant>> ofRefreshToken(String token) {
        return first("join access_token t on t.grant_id = g.id where t.refresh_hash = $1", TokenHash.of(token).value());
    }

    /** Ends the grant that a refresh token belongs to which was replaced: somebody else has it too. True when there was one. */
    public Uni<Boolean> endIfRetired(String token) {
        return first("join retired_refresh_token r on r.grant_id = g.id where r.hash = $1", TokenHash.of(token).value())
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(false) : end(found.get()).replaceWith(true));
    }

    /** Ends the grant with this id, if it is there. */
    public Uni<Void> end(String id) {
        return first("where g.id = $1", id).chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : end(found.get()));
    }

    /** Ends the session that an access token or a refresh token belongs to, whichever way it was opened; nothing happens when there is none. */
    public Uni<Void> endSessionOf(String token) {
        return database.first("select user_id, device_id from access_token where hash = $1 or refresh_hash = $1", TokenHash.of(token).value())
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem()
                        : devices.delete(new UserId(found.get().text(0)), List.of(new DeviceId(found.get().text(1)))));
    }

    private Uni<Void> end(Grant grant) {
        return devices.delete(grant.user(), List.of(grant.device()));
    }

    private Uni<Optional<Grant>> first(String condition, Object... parameters) {
        return database.first(COLUMNS + condition, parameters).map(row -> row.map(Grants::grant));
    }

    private static Grant grant(Row row) {
        return new Grant(row.text(0), new UserId(row.text(1)), new DeviceId(row.text(2)), row.text(3), row.text(4));
    }
}
