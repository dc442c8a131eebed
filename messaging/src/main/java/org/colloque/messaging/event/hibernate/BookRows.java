package org.colloque.messaging.event.hibernate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventStore.Book;
import org.colloque.messaging.event.EventStore.Wanted;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.id.EventId;

/** What is wanted of several rooms as one statement, and its rows as what each wanted. */
final class BookRows {

    /** Before the id of an event that another was built on, in the column for the targets of redactions. */
    private static final String SUCCEEDED = "<";

    static final String SELECT = "select " + EventMapping.COLUMNS
            + ", null, null::bigint from event e join room r on r.id = e.room where e.event_id = any($1::text[]) union all select "
            + EventMapping.COLUMNS + ", x.target, x.room from unnest($2::bigint[], $3::text[]) t(room, target) "
            + "join redaction x on x.room = t.room and x.target = t.target join event e on e.id = x.event join room r on r.id = e.room "
            + "union all select " + EventMapping.COLUMNS + ", '" + SUCCEEDED + "' || b.event_id, b.room "
            + "from unnest($2::bigint[], $3::text[]) t(room, target) join backward_extremity b on b.room = t.room and b.event_id = t.target "
            + "join event e on e.id = b.child join room r on r.id = e.room where e.status = 0";

    private final List<Wanted> wanted;
    private final Map<EventId, StoredEvent> events = new HashMap<>();
    private final Map<Long, Map<EventId, List<StoredEvent>>> redactions = new HashMap<>();
    private final Map<Long, Set<EventId>> succeeded = new HashMap<>();

    BookRows(List<Wanted> wanted) {
        this.wanted = wanted;
    }

    String[] ids() {
        return wanted.stream().flatMap(one -> one.ids().stream()).map(EventId::value).toArray(String[]::new);
    }

    /** The room of each of the {@link #targets}. */
    Long[] rooms() {
        return wanted.stream().flatMap(one -> one.targets().stream().map(target -> one.room())).toArray(Long[]::new);
    }

    String[] targets() {
        return wanted.stream().flatMap(one -> one.targets().stream()).map(EventId::value).toArray(String[]::new);
    }

    List<Book> books(List<Row> rows) {
        rows.forEach(this::take);
        return wanted.stream().map(one -> new Book(one.ids().stream().map(events::get).filter(Objects::nonNull).toList(),
                redactions.getOrDefault(one.room(), Map.of()), succeeded.getOrDefault(one.room(), Set.of()))).toList();
    }

    private void take(Row row) {
        String target = row.optionalText(EventMapping.COUNT).orElse("");
        if (target.isEmpty()) {
            StoredEvent event = EventMapping.event(row);
            events.put(event.pdu().eventId(), event);
            return;
        }
        long room = row.longAt(EventMapping.COUNT + 1);
        if (target.startsWith(SUCCEEDED)) {
            succeeded.computeIfAbsent(room, first -> new HashSet<>()).add(new EventId(target.substring(SUCCEEDED.length())));
        } else {
            redactions.computeIfAbsent(room, first -> new HashMap<>())
                    .computeIfAbsent(new EventId(target), first -> new ArrayList<>()).add(EventMapping.event(row));
        }
    }
}
