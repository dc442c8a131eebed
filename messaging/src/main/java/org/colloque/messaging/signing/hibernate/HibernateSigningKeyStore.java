package org.colloque.messaging.signing.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.signing.SigningKeyStore;
import org.colloque.messaging.signing.SigningKeys;
import org.colloque.protocol.signature.SigningKey;

/** {@link SigningKeyStore}: a unique index lets only one key be current. */
@ApplicationScoped
class HibernateSigningKeyStore implements SigningKeyStore {

    private static final String PROPOSE = "insert into signing_key (id, secret) values ($1, $2) on conflict do nothing";
    private static final String CURRENT = "select secret from signing_key where expired is null";
    private static final String KNOWN = "select 1 from signing_key where id = $1";
    private static final String EXPIRE = "update signing_key set expired = now() where expired is null";
    private static final String EXPIRED = "select secret, expired from signing_key where expired is not null order by expired desc";

    private final Database database;

    HibernateSigningKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<SigningKey> currentOr(SigningKey proposed) {
        return current().chain(found -> found.isPresent()
                ? Uni.createFrom().item(found.get())
                : database.update(PROPOSE, proposed.id().value(), proposed.toText()).chain(this::current).map(Optional::orElseThrow));
    }

    @Override
    public Uni<Void> rotate(SigningKey key) {
        return database.transaction(session -> session.first(KNOWN, key.id().value()).chain(known -> known.isPresent()
                ? Uni.createFrom().voidItem()
                : session.update(EXPIRE).chain(() -> session.update(PROPOSE, key.id().value(), key.toText())).replaceWithVoid()));
    }

    @Override
    public Uni<List<SigningKeys.Retired>> retired() {
        return database.query(EXPIRED).map(rows -> rows.stream()
                .map(row -> new SigningKeys.Retired(SigningKey.parse(row.text(0)), row.instant(1).toEpochMilli())).toList());
    }

    @Override
    public Uni<Optional<SigningKey>> current() {
        return database.first(CURRENT).map(row -> row.map(found -> SigningKey.parse(found.text(0))));
    }
}
