package org.colloque.messaging.event.hibernate;

import java.util.stream.Stream;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.NewEvent.Place;
import org.colloque.messaging.event.relation.EventRelation;

/** How new events relate to others, column by column. */
final class RelationRows {

    private final Column<Long> room = Column.longs();
    private final Column<Long> child = Column.longs();
    private final Column<Integer> ordinal = Column.ints();
    private final Column<Long> position = Column.longs();
    private final Column<Long> sender = Column.longs();
    private final Column<String> target = Column.texts();
    private final Column<String> type = Column.texts();
    private final Column<String> key = Column.texts();
    private final Column<Boolean> applies = Column.booleans();
    private boolean empty = true;

    /** Takes the event's relation, if it has one and is part of the timeline. */
    void add(long roomNumber, NewEvent event) {
        if (event.status() == EventStatus.ACCEPTED && !(event.place() instanceof Place.Nowhere)) {
            EventRelation.of(event.pdu().type(), event.pdu().content()).ifPresent(relation -> add(roomNumber, event, relation));
        }
    }

    private void add(long roomNumber, NewEvent event, EventRelation relation) {
        empty = false;
        room.add(roomNumber);
        child.add(event.number());
        ordinal.add(event.place() instanceof Place.Live(int place) ? place : null);
        position.add(event.place() instanceof Place.Backfilled(long taken) ? taken : null);
        sender.add(event.sender());
        target.add(relation.target().value());
        type.add(relation.type());
        key.add(relation.key().orElse(null));
        applies.add(relation.applies());
    }

    boolean isEmpty() {
        return empty;
    }

    Stream<Column<?>> columns() {
        return Stream.of(room, child, ordinal, position, sender, target, type, key, applies);
    }
}
