package org.colloque.messaging.accounts.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.Grant;
import org.colloque.messaging.accounts.StoredToken;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.accounts.TokenStore;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Session;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Tokens in PostgreSQL. */
@ApplicationScoped
class HibernateTokenStore implements TokenStore {

    private static final long RETIRED_KEPT = Duration.ofDays(30).toMillis();

    private final Database database;

    HibernateTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> open(StoredToken token, Optional<String> deviceName, Optional<Grant> grant, long now) {
        String user = token.user().value();
        String device = token.device().value();
        return database.transaction(session -> session.update("""
                insert into device (user_id, device_id, display_name, created, last_seen) values ($1, $2, $3, $4, $4)
                on conflict do nothing""", user, device, deviceName.orElse(null), now)
                .call(() -> session.update("""
                        with granted as (delete from oauth_grant where user_id = $1 and device_id = $2)
                        delete from access_token where user_id = $1 and device_id = $2""", user, device))
                .call(() -> grant.isEmpty() ? Uni.createFrom().voidItem() : keep(session, grant.get(), now))
                .call(() -> session.insert(AccessTokenRow.of(token)))
                .call(made -> made == 0 ? Uni.createFrom().voidItem() : noteChange(session, user, device)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<StoredToken>> find(TokenHash access) {
        return database.run(session -> session.find(AccessTokenRow.class, access.value()))
                .map(row -> row.map(AccessTokenRow::toToken));
    }

    @Override
    public Uni<Optional<StoredToken>> findByRefresh(TokenHash refresh) {
        return database.run(session -> session.list(AccessTokenRow.class, "from AccessTokenRow where refreshHash = :hash",
                Map.of("hash", refresh.value()))).map(rows -> rows.stream().findFirst().map(AccessTokenRow::toToken));
    }

    @Override
    public Uni<Void> replace(StoredToken replacement) {
        return database.transaction(session -> session.mutate("delete from AccessTokenRow where replaces = :old",
                Map.of("old", replacement.replaces().orElseThrow().value()))
                .chain(() -> session.insert(AccessTokenRow.of(replacement))));
    }

    @Override
    public Uni<Void> retireReplaced(StoredToken used, long now) {
        return database.update("""
                with used as (update access_token set replaces = null where hash = $1),
                    gone as (delete from access_token where hash = $2 returning refresh_hash, grant_id),
                    old as (delete from retired_refresh_token where retired < $4 and grant_id in (select grant_id from gone))
                insert into retired_refresh_token (hash, grant_id, retired)
                select refresh_hash, grant_id, $3 from gone where grant_id is not null and refresh_hash is not null
                on conflict do nothing""",
                used.hash().value(), used.replaces().orElseThrow().value(), now, now - RETIRED_KEPT).replaceWithVoid();
    }

    @Override
    public Uni<Void> revokeAllBut(UserId user, DeviceId kept) {
        return database.run(session -> session.mutate("delete from AccessTokenRow where userId = :user and deviceId <> :kept",
                Map.of("user", user.value(), "kept", kept.value()))).replaceWithVoid();
    }

    private static Uni<Integer> keep(Session session, Grant grant, long now) {
        return session.update("insert into oauth_grant (id, user_id, device_id, client_id, scope, created) values ($1, $2, $3, $4, $5, $6)",
                grant.id(), grant.user().value(), grant.device().value(), grant.client(), grant.scope(), now);
    }

    private static Uni<Void> noteChange(Session session, String user, String device) {
        return session.query("select note_device_changes($1, $2, true)", user, new String[] {device})
                .replaceWithVoid();
    }
}
