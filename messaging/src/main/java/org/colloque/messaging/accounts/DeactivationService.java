package org.colloque.messaging.accounts;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.protocol.id.UserId;

/** Closes accounts. Spec: client-server-api, "Account management". */
@ApplicationScoped
public class DeactivationService {

    private final AccountService accounts;
    private final DeviceService devices;
    private final List<AccountFarewell> farewells;

    DeactivationService(AccountService accounts, DeviceService devices, @All List<AccountFarewell> farewells) {
        this.accounts = accounts;
        this.devices = devices;
        this.farewells = farewells;
    }

    /**
     * Closes the account for good: no login, no devices, no profile; the rooms are left in the background.
     *
     * @param erase whether the person wishes that what can be forgotten is forgotten
     */
    public Uni<Void> deactivate(UserId user, boolean erase) {
        return accounts.deactivate(user, erase)
                .chain(() -> devices.deleteAll(user))
                .chain(() -> Multi.createFrom().iterable(farewells)
                        .onItem().transformToUniAndConcatenate(farewell -> farewell.left(user, erase))
                        .collect().asList())
                .replaceWithVoid();
    }
}
