package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import org.colloque.protocol.id.UserId;

/** Port: what else has to be done when an account is closed. One bean for each feature that keeps something of people. */
public interface AccountFarewell {

    Uni<Void> left(UserId user, boolean erase);
}
