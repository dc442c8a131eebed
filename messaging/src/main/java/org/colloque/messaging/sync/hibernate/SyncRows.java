package org.colloque.messaging.sync.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    static List<List<TimelineEvent>> lists(List<Row> rows, int size, int transactionColumn) {
        List<List<TimelineEvent>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>());
        }
        for (Row row : rows) {
            Optional<String> transaction = transactionColumn < 0 ? Optional.empty() : row.optionalText(transactionColumn).map(ClientTransaction::transactionId);
            lists.get(row.intAt(0) - 1).add(event(row, transaction));
        }
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
        return new RoomMembership(row.longAt(1), RoomId.parse(row.text(4)), version(row.text(5)), row.text(6), row.longAt(2), row.longAt(3),
                UserId.parse(row.text(7)), new RoomMembership.Past(Optional.empty(), row.longAt(3)));
    }

    private static Optional<RoomId> room(String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(RoomId.parse(id));
    }

    static OptionalLong optional(Row row, int column) {
        return row.isNull(column) ? OptionalLong.empty() : OptionalLong.of(row.longAt(column));
    }
}
