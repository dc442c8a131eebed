package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Where access and refresh tokens are kept, as hashes. */
public interface TokenStore {

    /**
     * Makes the device of the token unless it exists (its name is then left alone), takes all its earlier tokens and its grant away and
     * keeps this token with its grant, if it has one; all or nothing.
     */
    Uni<Void> open(StoredToken token, Optional<String> deviceName, Optional<Grant> grant, long now);

    /** The same for a token that rests on no grant. */
    default Uni<Void> open(StoredToken token, Optional<String> deviceName, long now) {
        return open(token, deviceName, Optional.empty(), now);
    }

    Uni<Optional<StoredToken>> find(TokenHash access);

    Uni<Optional<StoredToken>> findByRefresh(TokenHash refresh);

    /** Keeps a token that replaces another, in the place of those that were got for the same one before and never used. */
    Uni<Void> replace(StoredToken replacement);

    /**
     * A token that replaces another is used for the first time: the other one goes. Of a grant's, it stays known for a while that its
     * refresh token was good once.
     */
    Uni<Void> retireReplaced(StoredToken used, long now);

    /** Takes all tokens away but those of one device; the devices stay. */
    Uni<Void> revokeAllBut(UserId user, DeviceId kept);
}
