package org.colloque.messaging.accounts.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.Account;
import org.colloque.messaging.accounts.AccountStore;
import org.colloque.messaging.accounts.Standing;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.UserId;

/** Accounts in PostgreSQL. */
@ApplicationScoped
class HibernateAccountStore implements AccountStore {

    private final Database database;

    HibernateAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Boolean> create(Account account) {
        return database.update("""
                with made as (insert into account (user_id, password_hash, admin, created) values ($1, $2, $3, $4)
                    on conflict do nothing returning user_id)
                insert into profile (user_id) select user_id from made""",
                account.user().value(), account.passwordHash().orElse(null), account.admin(), account.created())
                .map(rows -> rows > 0);
    }

    @Override
    public Uni<Optional<Account>> find(UserId user) {
        return database.run(session -> session.find(AccountRow.class, user.value()))
                .map(row -> row.map(AccountRow::toAccount));
    }

    @Override
    public Uni<Void> setPasswordHash(UserId user, String hash) {
        return database.run(session -> session.mutate(
                "update AccountRow set passwordHash = :hash where userId = :user and not deactivated",
                Map.of("hash", hash, "user", user.value()))).replaceWithVoid();
    }

    @Override
    public Uni<Standing> standing(UserId user) {
        return database.first("select locked, suspended from account where user_id = $1", user.value())
                .map(row -> row.map(found -> new Standing(found.booleanAt(0), found.booleanAt(1))).orElse(Standing.GOOD));
    }

    @Override
    public Uni<Void> setStanding(UserId user, Standing standing) {
        return database.update("update account set locked = $2, suspended = $3 where user_id = $1", user.value(), standing.locked(),
                standing.suspended()).replaceWithVoid();
    }

    @Override
    public Uni<Void> deactivate(UserId user, boolean erased) {
        return database.run(session -> session.mutate(
                "update AccountRow set passwordHash = null, deactivated = true, erased = :erased where userId = :user",
                Map.of("erased", erased, "user", user.value()))).replaceWithVoid();
    }
}
