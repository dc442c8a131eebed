package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.event.relation.RelationStore;
import org.colloque.messaging.event.relation.RelationStore.ChildQuery;
import org.colloque.messaging.room.RoomAccess.View;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Finds the events that relate to one. Spec: client-server-api, "Relationships API". */
@ApplicationScoped
public class RelationsService {

    /** How many relations a search that recurses follows. */
    public static final int DEPTH = 3;

    private final RoomAccess access;
    private final TimelineService timelines;
    private final RelationStore store;
    private final Visibility visibility;

    RelationsService(RoomAccess access, TimelineService timelines, RelationStore store, Visibility visibility) {
        this.access = access;
        this.timelines = timelines;
        this.store = store;
        this.visibility = visibility;
    }

    /**
     * A page of the events that relate to one, as far as the user may see them. Fails with {@code M_NOT_FOUND} when the user may not see that
     * one, or it is not there.
     */
    public Uni<Page> children(UserId user, RoomId room, Query query) {
        return access.view(user, room).onFailure(MatrixException.class)
                .transform(refused -> MatrixException.notFound("There is no such event that you may see."))
                .chain(view -> timelines.event(user, room, query.parent())
                        .chain(parent -> store.children(query(view, query)))
                        .chain(found -> page(user, query.page(), found)));
    }

    private static ChildQuery query(View view, Query query) {
        PageRequest page = query.page();
        long above = (page.forward() ? page.from() : page.to()).orElse(Long.MIN_VALUE);
        long upTo = Math.min((page.forward() ? page.to() : page.from()).orElse(Long.MAX_VALUE), view.until());
        return new ChildQuery(view.head().number(), query.parent(), query.relType(), query.eventType(), above, upTo, page.forward(),
                page.limit(), query.recurse() ? DEPTH : 1);
    }

    private Uni<Page> page(UserId user, PageRequest request, List<StoredEvent> found) {
        boolean more = found.size() > request.limit();
        List<StoredEvent> page = more ? found.subList(0, request.limit()) : found;
        Optional<Long> next = more ? Optional.of(page.getLast().position().orElseThrow() - (request.forward() ? 0 : 1)) : Optional.empty();
        return visibility.visible(user, page).map(seen -> new Page(seen, next));
    }

    /**
     * Which events are asked for.
     *
     * @param relType   their {@code rel_type}; empty: any
     * @param eventType their type; empty: any
     * @param recurse   whether those are wanted too that relate to events that relate to the parent
     */
    public record Query(EventId parent, Optional<String> relType, Optional<String> eventType, PageRequest page, boolean recurse) {
    }

    /**
     * A page of events.
     *
     * @param next the position from which to go on; empty when there is nothing more
     */
    public record Page(List<StoredEvent> events, Optional<Long> next) {
    }
}
