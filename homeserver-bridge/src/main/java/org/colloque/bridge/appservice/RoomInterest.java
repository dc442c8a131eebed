package org.colloque.bridge.appservice;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;

/**
 * In which rooms an application service takes interest, as it reads through the log: by its id, by an alias, or by a user of its
 * namespaces who is in it at that place of the log. Not thread-safe: one reading is under way at a time.
 */
final class RoomInterest {

    private static final int MOST = 20_000;

    private final ApplicationService service;
    private final MemberStore store;
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Set<String> byAlias = new HashSet<>();

    RoomInterest(ApplicationService service, MemberStore store) {
        this.service = service;
        this.store = store;
    }

    /** Reads what must be known of these rooms. */
    Uni<Void> load(Collection<String> rooms) {
        List<String> unknown = rooms.stream().filter(room -> !members.containsKey(room)).distinct().toList();
        Uni<Void> loaded = unknown.isEmpty() ? Uni.createFrom().voidItem() : store.members(service, unknown).invoke(found ->
                unknown.forEach(room -> members.put(room, new HashSet<>(found.getOrDefault(room, Set.of()))))).replaceWithVoid();
        return loaded.chain(() -> service.namespaces().aliases().isEmpty() || rooms.isEmpty() ? Uni.createFrom().voidItem()
                : store.aliases(rooms).invoke(this::note).replaceWithVoid());
    }

    boolean holds(String room) {
        return !members.getOrDefault(room, Set.of()).isEmpty() || byAlias.contains(room) || service.namespaces().hold(new RoomId(room));
    }

    /** A user of the service is in the room from here on; true when that is new. */
    boolean joined(String room, String member) {
        return members.computeIfAbsent(room, ignored -> new HashSet<>()).add(member);
    }

    /** A user of the service is in the room no more; true when that is new. */
    boolean left(String room, String member) {
        return members.computeIfAbsent(room, ignored -> new HashSet<>()).remove(member);
    }

    /** What was read ahead did not come to be: everything is read again. Also keeps memory small. */
    void forget() {
        members.clear();
    }

    void tidy() {
        if (members.size() > MOST) {
            members.clear();
        }
    }

    private void note(Map<String, Set<String>> aliases) {
        byAlias.clear();
        aliases.forEach((room, names) -> {
            if (names.stream().anyMatch(alias -> service.namespaces().hold(new RoomAlias(alias)))) {
                byAlias.add(room);
            }
        });
    }
}
