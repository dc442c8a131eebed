package org.colloque.messaging.push;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.colloque.messaging.push.UnreadStore.Counted;
import org.colloque.messaging.push.UnreadStore.Tally;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** What a run of events, in order of position, does to the counts of many users. */
final class Tallies {

    private final Map<Place, Count> counts = new LinkedHashMap<>();
    private final List<Notification> notifications = new ArrayList<>();

    /** The user wrote the event: what came before it in the thread is read. */
    void wrote(UserId user, EventPush event) {
        Count count = count(user, event);
        count.wroteAt = OptionalLong.of(event.position());
        count.notified.clear();
        count.highlighted.clear();
    }

    void notified(UserId user, EventPush event, boolean highlight) {
        Count count = count(user, event);
        count.notified.add(event.position());
        if (highlight) {
            count.highlighted.add(event.position());
        }
    }

    void toPush(Notification notification) {
        notifications.add(notification);
    }

    Counted counted() {
        List<Tally> tallies = new ArrayList<>(counts.size());
        counts.forEach((place, count) ->
                tallies.add(new Tally(place.user, place.room, place.thread, count.wroteAt, count.notified, count.highlighted)));
        return new Counted(tallies, notifications);
    }

    private Count count(UserId user, EventPush event) {
        return counts.computeIfAbsent(new Place(user, event.room(), event.thread()), place -> new Count());
    }

    private record Place(UserId user, RoomId room, String thread) {
    }

    private static final class Count {

        private OptionalLong wroteAt = OptionalLong.empty();
        private final List<Long> notified = new ArrayList<>();
        private final List<Long> highlighted = new ArrayList<>();
    }
}
