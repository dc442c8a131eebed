package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.event.relation.RelationStore;
import org.colloque.messaging.event.relation.RelationStore.ThreadQuery;
import org.colloque.messaging.event.relation.RelationStore.ThreadRoot;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Lists the threads of a room. Spec: client-server-api, "Querying threads in a room". */
@ApplicationScoped
public class ThreadsService {

    private final RoomAccess access;
    private final RelationStore store;
    private final Visibility visibility;

    ThreadsService(RoomAccess access, RelationStore store, Visibility visibility) {
        this.access = access;
        this.store = store;
        this.visibility = visibility;
    }

    /**
     * A page of the roots of threads, those with the latest events first, as far as the user may see them; redacted where the user ignores
     * who sent them. Fails with {@code M_FORBIDDEN} when the user may see nothing of the room.
     *
     * @param participated whether only those threads are wanted in which the user takes part
     */
    public Uni<Page> page(UserId user, RoomId room, OptionalLong from, int limit, boolean participated) {
        return access.view(user, room).chain(view -> store.threads(new ThreadQuery(view.head().number(), user,
                from.orElse(Long.MAX_VALUE), view.until(), limit, participated))).chain(found -> page(user, limit, found));
    }

    private Uni<Page> page(UserId user, int limit, List<ThreadRoot> found) {
        boolean more = found.size() > limit;
        List<ThreadRoot> page = more ? found.subList(0, limit) : found;
        Optional<Long> next = more ? Optional.of(page.getLast().latest() - 1) : Optional.empty();
        return visibility.visible(user, page.stream().map(ThreadRoot::event).toList()).map(visible -> {
            Map<Long, StoredEvent> seen = visible.stream().collect(Collectors.toMap(StoredEvent::number, Function.identity()));
            return new Page(page.stream().filter(root -> seen.containsKey(root.event().number()))
                    .map(root -> root.ignored() ? root.event().erasedCopy() : seen.get(root.event().number())).toList(), next);
        });
    }

    /**
     * A page of roots.
     *
     * @param next the position from which to go on; empty when there is nothing more
     */
    public record Page(List<StoredEvent> roots, Optional<Long> next) {
    }
}
