package org.colloque.messaging.event.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomAppend;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.messaging.event.append.RoomAppend.MemberChange;
import org.colloque.messaging.event.append.RoomAppend.NewTransaction;
import org.colloque.messaging.event.state.Snapshot;

/** The parameters of {@link AppendSql}: the rows of many appends, column by column. */
final class AppendRows {

    private final Column<Long> room = Column.longs();
    private final Column<Long> expected = Column.longs();
    private final Column<Long> depth = Column.longs();
    private final Column<String> extremities = Column.texts();
    private final Column<Long> snapshot = Column.longs();
    private final Column<Integer> joined = Column.ints();
    private final Column<Integer> invited = Column.ints();
    private final Column<Integer> localJoined = Column.ints();
    private final Column<Integer> live = Column.ints();
    private final Column<String> roomId = Column.texts();
    private final Column<String> version = Column.texts();

    private final Column<Long> transactionRoom = Column.longs();
    private final Column<Long> transactionSender = Column.longs();
    private final Column<String> transactionDevice = Column.texts();
    private final Column<String> transactionId = Column.texts();
    private final Column<Long> transactionEvent = Column.longs();

    private final EventRows events = new EventRows();

    private final Column<Long> snapshotRoom = Column.longs();
    private final Column<Long> snapshotId = Column.longs();
    private final Column<Long> snapshotParent = Column.longs();
    private final Column<Integer> snapshotGeneration = Column.ints();
    private final Column<String> snapshotSlots = Column.texts();
    private final Column<String> snapshotEvents = Column.texts();

    private final Column<Long> stateRoom = Column.longs();
    private final Column<Long> stateSlot = Column.longs();
    private final Column<Long> stateEvent = Column.longs();

    private final Column<Long> memberRoom = Column.longs();
    private final Column<Long> member = Column.longs();
    private final Column<String> membership = Column.texts();
    private final Column<Long> memberEvent = Column.longs();
    private final Column<Integer> memberOrdinal = Column.ints();
    private final Column<Boolean> memberLocal = Column.booleans();

    private final LinkRows links = new LinkRows();
    /** Whether some took a place behind the end of the log. */
    private boolean backfilled;
    private final RelationRows relations = new RelationRows();
    private final PartialRows partial = new PartialRows();

    AppendRows(List<RoomAppend> appends) {
        appends.forEach(this::add);
    }

    /** The statement that stores them: as short as they allow. */
    String sql() {
        return AppendSql.of(hasLinks(), !relations.isEmpty(), !partial.isEmpty());
    }

    private boolean hasLinks() {
        return backfilled || !links.isEmpty() || !partial.isEmpty();
    }

    Object[] parameters() {
        List<Object> all = new ArrayList<>();
        Stream.of(room, expected, depth, extremities, snapshot, joined, invited, localJoined, live, roomId, version,
                transactionRoom, transactionSender, transactionDevice, transactionId).map(Column::array).forEach(all::add);
        events.columns().map(Column::array).forEach(all::add);
        Stream.of(snapshotRoom, snapshotId, snapshotParent, snapshotGeneration, snapshotSlots, snapshotEvents,
                stateRoom, stateSlot, stateEvent,
                memberRoom, member, membership, memberEvent, memberOrdinal, memberLocal,
                transactionEvent).map(Column::array).forEach(all::add);
        if (hasLinks()) {
            links.columns().map(Column::array).forEach(all::add);
        }
        if (!relations.isEmpty()) {
            relations.columns().map(Column::array).forEach(all::add);
        }
        if (!partial.isEmpty()) {
            partial.columns().map(Column::array).forEach(all::add);
        }
        return all.toArray();
    }

    private void add(RoomAppend append) {
        long number = append.room();
        addHead(append);
        for (NewTransaction transaction : append.transactions()) {
            transactionRoom.add(number);
            transactionSender.add(transaction.sender());
            transactionDevice.add(transaction.device().value());
            transactionId.add(transaction.transactionId());
            transactionEvent.add(transaction.event());
        }
        for (NewEvent event : append.events()) {
            events.add(number, event);
            relations.add(number, event);
            backfilled |= event.place() instanceof NewEvent.Place.Backfilled;
        }
        append.snapshots().forEach(state -> addSnapshot(number, state));
        append.stateChanges().forEach((slot, event) -> {
            stateRoom.add(number);
            stateSlot.add(slot);
            stateEvent.add(event);
        });
        append.members().forEach(change -> addMember(number, change));
        append.links().forEach(link -> add(number, link));
    }

    private void add(long number, Link link) {
        switch (link) {
            case Link.Entered entered -> partial.add(number, entered);
            case Link.Whole whole -> partial.add(number, whole);
            default -> links.add(number, link);
        }
    }

    private void addHead(RoomAppend append) {
        RoomHead head = append.head();
        room.add(head.number());
        expected.add(append.expectedVersion());
        depth.add(head.depth());
        extremities.add(Column.literal(head.extremities().stream().mapToLong(EventRef::number).toArray()));
        snapshot.add(head.snapshot());
        joined.add(head.members().joined());
        invited.add(head.members().invited());
        localJoined.add(head.members().localJoined());
        live.add(append.live());
        roomId.add(head.roomId().value());
        version.add(head.version().id());
    }

    private void addSnapshot(long number, Snapshot state) {
        snapshotRoom.add(number);
        snapshotId.add(state.id());
        snapshotParent.add(state.parent().id());
        snapshotGeneration.add(state.generation());
        snapshotSlots.add(Column.literal(state.slots()));
        snapshotEvents.add(Column.literal(state.events()));
    }

    private void addMember(long number, MemberChange change) {
        memberRoom.add(number);
        member.add(change.member());
        membership.add(change.membership());
        memberEvent.add(change.event());
        memberOrdinal.add(change.ordinal());
        memberLocal.add(change.local());
    }
}
