package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.TimePoint;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.room.RoomAccess.View;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Finds where in a room a time lies. Spec: client-server-api, "Getting the closest event to a timestamp". */
@ApplicationScoped
public class TimestampSearch {

    private static final int PAGE = 20;
    private static final int FETCHES = 10;

    private final RoomAccess access;
    private final RoomReads reads;
    private final Visibility visibility;
    private final History history;

    TimestampSearch(RoomAccess access, RoomReads reads, Visibility visibility, History history) {
        this.access = access;
        this.reads = reads;
        this.visibility = visibility;
        this.history = history;
    }

    /**
     * The event closest to a time, at it or to one side of it, that the user may see. What is missing around it is fetched from other
     * servers first, as far as ten requests lead: the event must be found in its place, where paging can go on. Fails with
     * {@code M_NOT_FOUND} when there is none, {@code M_FORBIDDEN} when the user may see nothing of the room.
     *
     * @param originServerTs milliseconds since the epoch
     */
    public Uni<StoredEvent> closest(UserId user, RoomId room, long originServerTs, boolean forward) {
        return access.view(user, room).chain(view -> closest(new Search(user, view, originServerTs, forward), FETCHES));
    }

    private Uni<StoredEvent> closest(Search search, int fetches) {
        return visible(search, TimePoint.at(search.originServerTs, search.forward)).chain(found -> fetches == 0
                ? Uni.createFrom().item(orNotFound(search, found))
                : filled(search, found).chain(more -> more ? closest(search, fetches - 1)
                        : Uni.createFrom().item(orNotFound(search, found))));
    }

    private Uni<Optional<StoredEvent>> visible(Search search, TimePoint from) {
        return reads.byTime(search.view.head().number(), from, search.forward, PAGE).chain(page -> {
            List<StoredEvent> within = page.stream().filter(event -> event.position().orElseThrow() <= search.view.until()).toList();
            return visibility.visible(search.user, within).chain(seen -> !seen.isEmpty() || page.size() < PAGE
                    ? Uni.createFrom().item(seen.stream().findFirst()) : visible(search, TimePoint.of(page.getLast())));
        });
    }

    /** Forward, what is missing lies right before the event that was found; backward, somewhere behind it. */
    private Uni<Boolean> filled(Search search, Optional<StoredEvent> found) {
        long position = found.map(event -> event.position().orElseThrow()).orElse(Long.MIN_VALUE);
        return search.forward && found.isPresent() ? history.filled(search.view.head(), position, position)
                : history.filled(search.view.head(), search.forward ? Long.MIN_VALUE : position, Long.MAX_VALUE);
    }

    private static StoredEvent orNotFound(Search search, Optional<StoredEvent> found) {
        return found.orElseThrow(() -> MatrixException.notFound("There is no event "
                + (search.forward ? "at or after " : "at or before ") + search.originServerTs + " that you may see."));
    }

    private record Search(UserId user, View view, long originServerTs, boolean forward) {
    }
}
