package org.colloque.messaging.threepid;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accounts.Account;
import org.colloque.protocol.id.UserId;

/** Where addresses of accounts are kept: each belongs to one account at most. */
public interface AccountEmailStore {

    Uni<List<AccountEmail>> list(UserId user);

    Uni<Optional<UserId>> owner(EmailAddress address);

    /** Gives the account the address; false, and nothing changed, when another account has it. */
    Uni<Boolean> add(UserId user, AccountEmail email);

    /** Makes the account together with its address; false, and nothing changed, when the user id is taken. Fails when the address is. */
    Uni<Boolean> create(Account account, AccountEmail email);

    /** Takes the address from the account; false when it has no such. */
    Uni<Boolean> remove(UserId user, EmailAddress address);

    Uni<Void> removeAll(UserId user);
}
