package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Port: addresses outside Matrix by which people of this server can be named. */
public interface AccountAddresses {

    /** The account that has the address; empty when none has, or for a medium that is not kept. */
    Uni<Optional<UserId>> owner(String medium, String address);
}
