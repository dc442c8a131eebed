package org.colloque.messaging.accounts.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.accounts.NonceStore;
import org.colloque.messaging.database.Database;

/** Nonces in PostgreSQL. */
@ApplicationScoped
class HibernateNonceStore implements NonceStore {

    private final Database database;

    HibernateNonceStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Void> keep(String nonce, long now, long oldest) {
        return database.update("""
                with old as (delete from registration_nonce where created < $3)
                insert into registration_nonce (nonce, created) values ($1, $2)""", nonce, now, oldest).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> use(String nonce, long oldest) {
        return database.update("delete from registration_nonce where nonce = $1 and created >= $2", nonce, oldest)
                .map(rows -> rows > 0);
    }
}
