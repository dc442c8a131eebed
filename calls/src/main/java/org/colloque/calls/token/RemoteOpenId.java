package org.colloque.calls.token;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Port: whose OpenID token of another server this is. */
public interface RemoteOpenId {

    /**
     * Asks the server that the token names. Empty when that server knows it not, cannot be reached, or is not admitted. Whether the
     * user is one of that server is for the caller to check.
     */
    Uni<Optional<UserId>> user(OpenIdToken token);
}
