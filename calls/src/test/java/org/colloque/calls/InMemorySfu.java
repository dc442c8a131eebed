package org.colloque.calls;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.calls.livekit.Sfu;

/** A media server without media: rooms that were made, and participants that a test lets in. */
@Alternative
@ApplicationScoped
public class InMemorySfu implements Sfu {

    private final Set<String> rooms = ConcurrentHashMap.newKeySet();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    @Override
    public Uni<Void> createRoom(String room) {
        return Uni.createFrom().voidItem().invoke(() -> rooms.add(room));
    }

    @Override
    public Uni<Optional<String>> session(String room, String participant) {
        return Uni.createFrom().item(() -> Optional.ofNullable(sessions.get(room + participant)));
    }

    public boolean has(String room) {
        return rooms.contains(room);
    }

    public void connect(String room, String participant, String session) {
        sessions.put(room + participant, session);
    }

    public void disconnect(String room, String participant) {
        sessions.remove(room + participant);
    }
}
