package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** The aliases of this server. */
public interface AliasStore {

    Uni<Optional<Alias>> find(RoomAlias alias);

    /** Adds an alias, unless it is there already: then false. Atomic. */
    Uni<Boolean> add(RoomAlias alias, RoomId room, UserId creator);

    /** False when there was none. */
    Uni<Boolean> remove(RoomAlias alias);

    Uni<List<RoomAlias>> of(RoomId room);

    /** Lets all aliases of a room stand for another one. */
    Uni<Void> move(RoomId from, RoomId to);

    /** An alias, the room that it stands for, and who made it. */
    record Alias(RoomAlias alias, RoomId room, UserId creator) {
    }
}
