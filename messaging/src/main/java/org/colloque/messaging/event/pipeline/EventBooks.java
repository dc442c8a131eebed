package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.EventCache;
import org.colloque.messaging.event.EventStore;
import org.colloque.messaging.event.EventStore.Book;
import org.colloque.messaging.event.EventStore.Wanted;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.flow.Together;
import org.colloque.protocol.id.EventId;

/** Loads all that a batch of incoming events names, with one statement for the rooms that ask side by side. */
@ApplicationScoped
class EventBooks {

    private static final int MOST_ROOMS = 100;

    private final Together<Wanted, Book> books;
    private final EventCache cache;

    EventBooks(EventStore store, EventCache cache) {
        this.books = new Together<>(MOST_ROOMS, store::books);
        this.cache = cache;
    }

    /** Of a room that is not stored nothing can be held; but where ids are given, another room may have an event of the same id. */
    Uni<EventBook> load(RoomDraft draft, Incoming incoming) {
        if (draft.isNewRoom() && !draft.head().version().givesEventIds()) {
            return Uni.createFrom().item(new EventBook(draft, Map.of(), Map.of(), Set.of()));
        }
        Set<EventId> named = new HashSet<>();
        Set<EventId> arriving = new HashSet<>();
        incoming.all().forEach(event -> {
            arriving.add(event.eventId());
            named.add(event.eventId());
            named.addAll(event.authEvents());
            event.redacts().ifPresent(named::add);
        });
        incoming.events().forEach(event -> named.addAll(event.prevEvents()));
        incoming.statesBefore().values().forEach(named::addAll);
        if (draft.head().version().createEventIsRoomId()) {
            named.add(draft.head().roomId().createEvent());
        }
        Map<EventId, StoredEvent> known = new HashMap<>();
        named.removeIf(id -> cache.get(id).map(event -> known.put(id, event) == null).orElse(false));
        return books.ask(new Wanted(draft.head().number(), named, arriving)).map(book -> {
            book.events().forEach(event -> {
                cache.put(event);
                known.put(event.pdu().eventId(), event);
            });
            return new EventBook(draft, known, book.redactions(), book.succeeded());
        });
    }
}
