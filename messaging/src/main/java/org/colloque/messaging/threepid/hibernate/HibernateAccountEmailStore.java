package org.colloque.messaging.threepid.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accounts.Account;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.threepid.AccountEmail;
import org.colloque.messaging.threepid.AccountEmailStore;
import org.colloque.messaging.threepid.EmailAddress;
import org.colloque.protocol.id.UserId;

/** Addresses of accounts in PostgreSQL. */
@ApplicationScoped
class HibernateAccountEmailStore implements AccountEmailStore {

    private static final String ADD = """
            insert into account_email as old (address, user_id, validated_at, added_at) values ($1, $2, $3, $4)
            on conflict (address) do update set validated_at = excluded.validated_at where old.user_id = excluded.user_id""";
    private static final String CREATE = """
            with made as (insert into account (user_id, password_hash, admin, created) values ($1, $2, $3, $4)
                on conflict do nothing returning user_id),
            addressed as (insert into account_email (address, user_id, validated_at, added_at)
                select $5, user_id, $6::bigint, $7::bigint from made)
            insert into profile (user_id) select user_id from made""";

    private final Database database;

    HibernateAccountEmailStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<AccountEmail>> list(UserId user) {
        return database.query("select address, validated_at, added_at from account_email where user_id = $1 order by added_at, address",
                user.value()).map(rows -> rows.stream()
                        .map(row -> new AccountEmail(new EmailAddress(row.text(0)), row.longAt(1), row.longAt(2))).toList());
    }

    @Override
    public Uni<Optional<UserId>> owner(EmailAddress address) {
        return database.first("select user_id from account_email where address = $1", address.value())
                .map(row -> row.map(found -> new UserId(found.text(0))));
    }

    @Override
    public Uni<Boolean> add(UserId user, AccountEmail email) {
        return database.update(ADD, email.address().value(), user.value(), email.validatedAt(), email.addedAt()).map(rows -> rows > 0);
    }

    @Override
    public Uni<Boolean> create(Account account, AccountEmail email) {
        return database.update(CREATE, account.user().value(), account.passwordHash().orElse(null), account.admin(), account.created(),
                email.address().value(), email.validatedAt(), email.addedAt()).map(rows -> rows > 0);
    }

    @Override
    public Uni<Boolean> remove(UserId user, EmailAddress address) {
        return database.update("delete from account_email where user_id = $1 and address = $2", user.value(), address.value())
                .map(rows -> rows > 0);
    }

    @Override
    public Uni<Void> removeAll(UserId user) {
        return database.update("delete from account_email where user_id = $1", user.value()).replaceWithVoid();
    }
}
