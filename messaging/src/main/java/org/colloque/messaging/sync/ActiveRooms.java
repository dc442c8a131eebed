package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.colloque.messaging.presence.UserRooms;
import org.colloque.messaging.room.Memberships;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** {@link UserRooms} from what is kept of active users; one statement for others. */
@ApplicationScoped
class ActiveRooms implements UserRooms {

    private final ActiveUsers users;
    private final Memberships memberships;

    ActiveRooms(ActiveUsers users, Memberships memberships) {
        this.users = users;
        this.memberships = memberships;
    }

    @Override
    public Uni<Set<RoomId>> joined(UserId user) {
        return users.ifActive(user).map(active -> Uni.createFrom().item(active.joinedRooms()))
                .orElseGet(() -> memberships.rooms(user, RoomMembership.JOIN).map(Set::copyOf));
    }
}
