package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Where accounts are kept. A user id that was ever taken stays taken. */
public interface AccountStore {

    /** Makes the account; false, and nothing changed, when the user id is taken. */
    Uni<Boolean> create(Account account);

    Uni<Optional<Account>> find(UserId user);

    /** Replaces the password's hash; nothing happens when there is no such account. */
    Uni<Void> setPasswordHash(UserId user, String hash);

    /** What administrators have done to the account; good for one that is not there. */
    Uni<Standing> standing(UserId user);

    Uni<Void> setStanding(UserId user, Standing standing);

    /** Takes the password away and marks the account, for good. */
    Uni<Void> deactivate(UserId user, boolean erased);
}
