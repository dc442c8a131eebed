package org.colloque.messaging.presence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/** Who may ask whether somebody is there: they themselves, and those who share a room with them. */
@ApplicationScoped
public class PresenceVisibility {

    private final AccountService accounts;
    private final UserRooms rooms;

    PresenceVisibility(AccountService accounts, UserRooms rooms) {
        this.accounts = accounts;
        this.rooms = rooms;
    }

    /** Fails with {@code M_NOT_FOUND} when there is no such user, {@code M_FORBIDDEN} when the asker shares no room with them. */
    public Uni<Void> require(UserId asker, UserId about) {
        if (asker.equals(about)) {
            return Uni.createFrom().voidItem();
        }
        return (accounts.isLocal(about) ? accounts.exists(about) : Uni.createFrom().item(true))
                .chain(exists -> exists ? rooms.joined(about)
                        : Uni.createFrom().failure(MatrixException.notFound("Nothing is known of this user's presence.")))
                .chain(theirs -> rooms.joined(asker).invoke(own -> {
                    if (Collections.disjoint(theirs, own)) {
                        throw MatrixException.forbidden("You share no room with this user.");
                    }
                })).replaceWithVoid();
    }
}
