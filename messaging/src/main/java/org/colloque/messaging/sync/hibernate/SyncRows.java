package org.colloque.messaging.sync.hibernate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.colloque.messaging.accountdata.AccountDataChange;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.push.Counts;
import org.colloque.messaging.push.UnreadCounts;
import org.colloque.messaging.sync.LoadedUser;
import org.colloque.messaging.sync.RoomMembership;
import org.colloque.messaging.sync.SyncStore.Found;
import org.colloque.messaging.sync.TimelineEvent;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** How rows become what syncs work with. */
final class SyncRows {

    private static final EventStatus[] STATUSES = EventStatus.values();
    /** The first column after those of an event. */
    private static final int AFTER_EVENT = 10;

    private SyncRows() {
    }

    /** The event of a row whose first column is the place in the list, followed by {@link SyncSql#EVENT}. */
    static TimelineEvent event(Row row, Optional<String> transaction) {
        RoomVersion version = version(row.text(6));
        Optional<EventId> redactedBy = row.optionalText(7).map(EventId::new);
        Pdu pdu = Pdu.stored(version, new EventId(row.text(2)), row.bytes(9));
        StoredEvent stored = new StoredEvent(row.longAt(1), pdu, optional(row, 3), STATUSES[row.intAt(4)], optional(row, 5), redactedBy);
        return new TimelineEvent(stored, stored.position().orElse(0),
                redactedBy.map(id -> Pdu.stored(version, id, row.bytes(8))), transaction);
    }

    /** The events of rows by place in the list, from 1. */
    static List<List<TimelineEvent>> lists(List<Row> rows, int size) {
        return lists(rows, size, row -> event(row, Optional.empty()));
    }

    /** The events of timelines. */
    static List<Found> found(List<Row> rows, int size) {
        Set<Integer> afterGap = new HashSet<>();
        rows.stream().filter(row -> row.booleanAt(AFTER_EVENT + 1)).forEach(row -> afterGap.add(row.intAt(0) - 1));
        List<List<TimelineEvent>> lists = lists(rows, size,
                row -> event(row, row.optionalText(AFTER_EVENT).map(ClientTransaction::transactionId)).related(row.booleanAt(AFTER_EVENT + 2)));
        return IntStream.range(0, size).mapToObj(i -> new Found(lists.get(i), afterGap.contains(i))).toList();
    }

    /** Changes of states, each at its place in the log. */
    static List<List<TimelineEvent>> changes(List<Row> rows, int size) {
        return lists(rows, size, row -> event(row, Optional.empty()).at(row.longAt(AFTER_EVENT)));
    }

    private static List<List<TimelineEvent>> lists(List<Row> rows, int size, Function<Row, TimelineEvent> reading) {
        List<List<TimelineEvent>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>());
        }
        rows.forEach(row -> lists.get(row.intAt(0) - 1).add(reading.apply(row)));
        return lists;
    }

    static LoadedUser user(UserId user, List<Row> rows) {
        List<RoomMembership> memberships = new ArrayList<>();
        List<AccountDataChange> accountData = new ArrayList<>();
        for (Row row : rows) {
            switch (row.intAt(0)) {
                case 0 -> memberships.add(membership(row));
                case 1 -> accountData.add(new AccountDataChange(user, room(row.text(4)),
                        new AccountDataEntry(row.text(5), row.bytes(8), row.longAt(1))));
                default -> { }
            }
        }
        return new LoadedUser(memberships, accountData, unread(rows));
    }

    static UnreadCounts.Loaded unread(List<Row> rows) {
        List<UnreadCounts.Counted> counts = new ArrayList<>();
        List<UnreadCounts.Read> reads = new ArrayList<>();
        long countedTo = 0;
        for (Row row : rows) {
            switch (row.intAt(0)) {
                case 2 -> counts.add(new UnreadCounts.Counted(RoomId.parse(row.text(4)), row.text(5),
                        new Counts((int) row.longAt(1), (int) row.longAt(2)), row.longAt(3)));
                case 3 -> reads.add(new UnreadCounts.Read(RoomId.parse(row.text(4)), row.text(5), row.longAt(1)));
                case 4 -> countedTo = row.longAt(1);
                default -> { }
            }
        }
        return new UnreadCounts.Loaded(countedTo, counts, reads);
    }

    static RoomVersion version(String id) {
        return RoomVersions.find(id).orElseThrow(() -> new IllegalStateException("Room version " + id + " is not known"));
    }

    private static RoomMembership membership(Row row) {
        Optional<String> before = Optional.ofNullable(row.bytes(8)).map(text -> new String(text, StandardCharsets.UTF_8));
        boolean stays = row.text(6).equals(RoomMembership.JOIN) && before.equals(Optional.of(RoomMembership.JOIN));
        return new RoomMembership(row.longAt(1), RoomId.parse(row.text(4)), version(row.text(5)), row.text(6), row.longAt(2), row.longAt(3),
                UserId.parse(row.text(7)), new RoomMembership.Past(stays ? Optional.empty() : before, row.longAt(3)));
    }

    private static Optional<RoomId> room(String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(RoomId.parse(id));
    }

    static OptionalLong optional(Row row, int column) {
        return row.isNull(column) ? OptionalLong.empty() : OptionalLong.of(row.longAt(column));
    }
}
