package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.protocol.id.UserId;

/** Accounts in memory, for tests. */
public final class InMemoryAccountStore implements AccountStore {

    private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();
    private final Map<UserId, Standing> standings = new ConcurrentHashMap<>();

    @Override
    public Uni<Boolean> create(Account account) {
        return Uni.createFrom().item(() -> accounts.putIfAbsent(account.user(), account) == null);
    }

    @Override
    public Uni<Optional<Account>> find(UserId user) {
        return Uni.createFrom().item(() -> Optional.ofNullable(accounts.get(user)));
    }

    @Override
    public Uni<Void> setPasswordHash(UserId user, String hash) {
        return Uni.createFrom().voidItem().invoke(() -> accounts.computeIfPresent(user, (id, account) -> account.deactivated()
                ? account : new Account(id, Optional.of(hash), account.admin(), account.created(), false)));
    }

    @Override
    public Uni<Standing> standing(UserId user) {
        return Uni.createFrom().item(() -> standings.getOrDefault(user, Standing.GOOD));
    }

    @Override
    public Uni<Void> setStanding(UserId user, Standing standing) {
        return Uni.createFrom().voidItem().invoke(() -> {
            if (accounts.containsKey(user)) {
                standings.put(user, standing);
            }
        });
    }

    @Override
    public Uni<Void> deactivate(UserId user, boolean erased) {
        return Uni.createFrom().voidItem().invoke(() -> accounts.computeIfPresent(user, (id, account) ->
                new Account(id, Optional.empty(), account.admin(), account.created(), true)));
    }
}
