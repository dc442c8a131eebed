package org.colloque.calls.livekit;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The media server that carries calls. Every method fails with status 503 when it cannot be reached. */
public interface Sfu {

    /** Makes a room; one that exists stays as it is. */
    Uni<Void> createRoom(String room);

    /** The session in which this participant is connected to the room; empty when it is not. */
    Uni<Optional<String>> session(String room, String participant);
}
