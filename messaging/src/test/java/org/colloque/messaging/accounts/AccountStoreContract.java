package org.colloque.messaging.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** What every {@link AccountStore} keeps to. */
public interface AccountStoreContract {

    AccountStore accounts();

    @Test
    default void madeAccountIsFound() {
        Account account = account();
        assertTrue(await(accounts().create(account)));
        assertEquals(Optional.of(account), await(accounts().find(account.user())));
    }

    @Test
    default void unknownAccountIsNotFound() {
        assertEquals(Optional.empty(), await(accounts().find(account().user())));
    }

    @Test
    default void takenNameChangesNothing() {
        Account account = account();
        await(accounts().create(account));
        assertFalse(await(accounts().create(new Account(account.user(), Optional.of("other"), true, 2, false))));
        assertEquals(Optional.of(account), await(accounts().find(account.user())));
    }

    @Test
    default void passwordIsReplaced() {
        Account account = account();
        await(accounts().create(account));
        await(accounts().setPasswordHash(account.user(), "new"));
        assertEquals(Optional.of("new"), await(accounts().find(account.user())).orElseThrow().passwordHash());
    }

    @Test
    default void deactivatedAccountHasNoPasswordGetsNoneAndStaysTaken() {
        Account account = account();
        await(accounts().create(account));
        await(accounts().deactivate(account.user(), true));
        await(accounts().setPasswordHash(account.user(), "new"));
        Account found = await(accounts().find(account.user())).orElseThrow();
        assertTrue(found.deactivated());
        assertEquals(Optional.empty(), found.passwordHash());
        assertFalse(await(accounts().create(account)));
    }

    @Test
    default void standingIsGoodUntilItIsChanged() {
        Account account = account();
        await(accounts().setStanding(account.user(), new Standing(true, false)));
        assertEquals(Standing.GOOD, await(accounts().standing(account.user())));
        await(accounts().create(account));
        assertEquals(Standing.GOOD, await(accounts().standing(account.user())));
        await(accounts().setStanding(account.user(), new Standing(true, false)));
        assertEquals(new Standing(true, false), await(accounts().standing(account.user())));
    }

    private static Account account() {
        return new Account(new UserId("@" + UUID.randomUUID() + ":ministry.example"), Optional.of("hash"), false, 1, false);
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(10));
    }
}
