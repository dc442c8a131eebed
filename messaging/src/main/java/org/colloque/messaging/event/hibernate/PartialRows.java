package org.colloque.messaging.event.hibernate;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.protocol.id.ServerName;

/** Rooms that are entered with a part of their state, and those whose state is whole now, column by column. */
final class PartialRows {

    private final Column<Long> supersededRoom = Column.longs();
    private final Column<Integer> supersededOrdinal = Column.ints();
    private final Column<Long> enteredRoom = Column.longs();
    private final Column<Integer> enteredOrdinal = Column.ints();
    private final Column<Long> join = Column.longs();
    private final Column<Long> base = Column.longs();
    private final Column<String> through = Column.texts();
    private final Column<String> servers = Column.texts();
    private final Column<Long> grownRoom = Column.longs();
    private final Column<Long> grown = Column.longs();
    private final Column<String> grownSlots = Column.texts();
    private final Column<String> grownEvents = Column.texts();

    void add(long room, Link.Entered entered) {
        superseded(room, entered.ordinal());
        enteredRoom.add(room);
        enteredOrdinal.add(entered.ordinal());
        join.add(entered.join());
        base.add(entered.base());
        through.add(entered.from().through().value());
        servers.add(entered.from().servers().stream().map(ServerName::value).collect(Collectors.joining(" ")));
    }

    void add(long room, Link.Whole whole) {
        superseded(room, whole.ordinal());
        grownRoom.add(room);
        grown.add(whole.base().id());
        grownSlots.add(Column.literal(whole.base().slots()));
        grownEvents.add(Column.literal(whole.base().events()));
    }

    private void superseded(long room, int ordinal) {
        supersededRoom.add(room);
        supersededOrdinal.add(ordinal);
    }

    boolean isEmpty() {
        return supersededRoom.array().length == 0;
    }

    Stream<Column<?>> columns() {
        return Stream.of(supersededRoom, supersededOrdinal, enteredRoom, enteredOrdinal, join, base, through, servers,
                grownRoom, grown, grownSlots, grownEvents);
    }
}
