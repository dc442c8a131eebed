package org.colloque.messaging.keys;

import java.util.Collection;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.UserId;

/** A user has signed another's key: nobody else sees it, but all devices of the signer do. */
public record SignatureChange(long position, UserId signer, UserId target) implements Change {

    @Override
    public Collection<UserId> users() {
        return List.of(signer);
    }
}
