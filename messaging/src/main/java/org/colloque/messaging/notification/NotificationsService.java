package org.colloque.messaging.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.Visibility;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.push.EventPush;
import org.colloque.messaging.push.EventPushes;
import org.colloque.messaging.push.PushRulesService;
import org.colloque.messaging.room.EventRendering;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.push.PushOutcome;
import org.colloque.protocol.push.PushRuleset;

/**
 * Lists what has notified somebody, by the rules that they have now: the events of the rooms that they are in are gone through from the
 * newest on. Nothing is written down for it when events come. Spec: client-server-api, "Listing Notifications".
 */
@ApplicationScoped
public class NotificationsService {

    private static final int BATCH = 200;
    /** So many events are looked at for one page at most, which may then be short. */
    private static final int MOST_BATCHES = 5;

    private final NotificationStore store;
    private final EventPushes pushes;
    private final PushRulesService rules;
    private final Visibility visibility;
    private final EventRendering rendering;

    NotificationsService(NotificationStore store, EventPushes pushes, PushRulesService rules, Visibility visibility, EventRendering rendering) {
        this.store = store;
        this.pushes = pushes;
        this.rules = rules;
        this.visibility = visibility;
        this.rendering = rendering;
    }

    /** A page from a position on, the newest first. */
    public Uni<Page> page(Requester reader, long from, int limit, boolean highlightsOnly) {
        return rules.rules(reader.user())
                .chain(ruleset -> look(reader, ruleset, new Search(from, limit, highlightsOnly), MOST_BATCHES))
                .chain(search -> complete(reader, search));
    }

    private Uni<Search> look(Requester reader, PushRuleset ruleset, Search search, int batchesLeft) {
        return store.events(reader.user(), search.next, BATCH).chain(events ->
                InTurn.each(events, event -> search.isFull() ? InTurn.done() : hold(reader, ruleset, search, event)).chain(() -> {
                    search.ended = events.size() < BATCH && !search.isFull();
                    return search.ended || search.isFull() || batchesLeft == 1 ? Uni.createFrom().item(search)
                            : look(reader, ruleset, search, batchesLeft - 1);
                }));
    }

    private Uni<Void> hold(Requester reader, PushRuleset ruleset, Search search, RoomEventChange event) {
        return pushes.of(event).chain(push -> push.isEmpty() ? Uni.createFrom().voidItem()
                : push.get().ready(List.of(reader.user())).invoke(() -> search.hold(event, push.get(), push.get().outcome(reader.user(), ruleset))))
                .invoke(() -> search.next = event.position() - 1);
    }

    private Uni<Page> complete(Requester reader, Search search) {
        Map<RoomId, List<StoredEvent>> byRoom = search.found.stream()
                .collect(Collectors.groupingBy(found -> found.event.room(), Collectors.mapping(found -> found.event.event(), Collectors.toList())));
        Map<Long, ObjectNode> rendered = new HashMap<>();
        return InTurn.each(byRoom.values(), events -> visibility.visible(reader.user(), events)
                        .chain(visible -> rendering.render(reader, visible).invoke(trees -> {
                            for (int i = 0; i < visible.size(); i++) {
                                rendered.put(visible.get(i).number(), trees.get(i));
                            }
                        })).replaceWithVoid())
                .chain(() -> store.reads(reader.user(), byRoom.keySet()))
                .map(reads -> search.page(rendered, reads.stream().collect(Collectors.groupingBy(NotificationStore.Read::room))));
    }

    /** A notification; only of events that came while the reader was in the room. */
    public record Notified(ObjectNode event, RoomId room, PushOutcome outcome, boolean read, long ts) {
    }

    /**
     * Notifications, the newest first.
     *
     * @param next where to go on; empty when there is nothing more
     */
    public record Page(List<Notified> notifications, Optional<Long> next) {
    }

    private record Found(RoomEventChange event, String thread, PushOutcome outcome) {

        Optional<Notified> notified(ObjectNode tree, List<NotificationStore.Read> reads) {
            if (tree == null || !tree.path("unsigned").path("membership").asText().equals("join")) {
                return Optional.empty();
            }
            boolean read = reads.stream().anyMatch(receipt -> receipt.position() >= event.position()
                    && (receipt.thread().isEmpty() || receipt.thread().equals(thread)));
            return Optional.of(new Notified(tree, event.room(), outcome, read, event.pdu().originServerTs()));
        }
    }

    /** How far the search for one page has come. */
    private static final class Search {

        private final int limit;
        private final boolean highlightsOnly;
        private final List<Found> found = new ArrayList<>();
        private long next;
        private boolean ended;

        Search(long from, int limit, boolean highlightsOnly) {
            this.next = from;
            this.limit = limit;
            this.highlightsOnly = highlightsOnly;
        }

        boolean isFull() {
            return found.size() >= limit;
        }

        void hold(RoomEventChange event, EventPush push, PushOutcome outcome) {
            if (outcome.notifies() && (outcome.highlight() || !highlightsOnly)) {
                found.add(new Found(event, push.thread(), outcome));
            }
        }

        Page page(Map<Long, ObjectNode> rendered, Map<RoomId, List<NotificationStore.Read>> reads) {
            List<Notified> notifications = found.stream().map(one -> one.notified(rendered.get(one.event.event().number()),
                    reads.getOrDefault(one.event.room(), List.of()))).flatMap(Optional::stream).toList();
            return new Page(notifications, ended ? Optional.empty() : Optional.of(next));
        }
    }
}
