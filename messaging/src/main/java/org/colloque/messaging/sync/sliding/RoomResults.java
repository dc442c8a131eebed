package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.filter.SyncFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.receipt.ReceiptChange;
import org.colloque.messaging.sync.SyncAnswer;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.SyncRequest;
import org.colloque.messaging.sync.UnreadSource;
import org.colloque.messaging.sync.sliding.RoomLists.Windows;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;

/** The rooms of an answer: their contents, without what the client has, with unread counts. */
@Singleton
class RoomResults {

    private final RoomContents contents;
    private final UnreadSource unread;
    private final RoomResultWriter writer;
    private final Connections connections;

    RoomResults(RoomContents contents, UnreadSource unread, RoomResultWriter writer, Connections connections) {
        this.contents = contents;
        this.unread = unread;
        this.writer = writer;
        this.connections = connections;
    }

    Uni<Void> load(SlidingRequest request, SyncPass pass, Windows windows, List<SlidingRoom> rooms, SlidingAnswer answer) {
        if (windows.matches().isEmpty() || rooms.isEmpty() && !hasRead(pass)) {
            return InTurn.done();
        }
        SyncPass shown = over(pass, windows, rooms);
        if (!rooms.isEmpty()) {
            Set<String> direct = DirectRooms.of(pass.user());
            rooms.forEach(room -> room.direct = direct.contains(room.view.membership.roomId().value()));
        }
        return contents.load(shown, rooms).chain(() -> {
            rooms.forEach(room -> leaveOutKnownMembers(request, room));
            List<SlidingRoom> news = rooms.stream().filter(room -> room.isNews() && !isHidden(shown, room)).toList();
            news.stream().filter(SlidingRoom::isJoined).forEach(room -> shown.answer().joined(room.view.membership.roomId()));
            return unread.contribute(shown).chain(() -> write(request, shown, news, answer));
        });
    }

    /** Whether the user has read something, so that unread counts may have changed. */
    private static boolean hasRead(SyncPass pass) {
        return pass.changes(ReceiptChange.class).stream().anyMatch(change -> change.receipt().user().equals(pass.user().id()));
    }

    /** The pass with the views of the rooms, and with a filter that admits those that match. */
    private static SyncPass over(SyncPass pass, Windows windows, List<SlidingRoom> rooms) {
        SyncFilter.RoomFilter only = new SyncFilter.RoomFilter(new MatchedRooms(windows.matches(), match -> true).filter(), false,
                EventFilter.ALL, EventFilter.ALL, EventFilter.ALL, EventFilter.ALL);
        SyncFilter filter = new SyncFilter(EventFilter.ALL, EventFilter.ALL, only, List.of(), false);
        SyncRequest request = new SyncRequest(pass.request().requester(), pass.request().since(), filter, pass.request().options());
        return new SyncPass(request, pass.user(), pass.upTo(), pass.changes(), pass.now(), rooms.stream().map(room -> room.view).toList(), new SyncAnswer());
    }

    /** An invite that says nothing to its reader. */
    private static boolean isHidden(SyncPass pass, SlidingRoom room) {
        return !room.view.hasTimeline() && pass.answer().stripped(room.view.membership.roomId()).isEmpty();
    }

    /** Spec: MSC4186, "Lazy loaded memberships": without those that were returned before. */
    private void leaveOutKnownMembers(SlidingRequest request, SlidingRoom room) {
        LazyMembers members = connections.members(request.connectionId());
        RoomId id = room.view.membership.roomId();
        if (room.required().lazyMembers() && !room.plan.initial()) {
            room.state.removeIf(event -> event.pdu().type().equals(EventTypes.MEMBER) && event.position() <= room.plan.from()
                    && members.has(id, event.pdu().stateKey().orElse(""), event.number(), request.pos()));
        }
    }

    private Uni<Void> write(SlidingRequest request, SyncPass pass, List<SlidingRoom> rooms, SlidingAnswer answer) {
        LazyMembers members = connections.members(request.connectionId());
        Set<RoomId> told = new HashSet<>();
        return InTurn.each(rooms, room -> {
            told.add(room.view.membership.roomId());
            return writer.write(pass, room, request.options().dialect(), (shown, member) -> members.sending(shown.view.membership.roomId(),
                    member.pdu().stateKey().orElse(""), member.number(), pass.upTo().position(), answer.number))
                    .invoke(json -> answer.rooms.put(room.view.membership.roomId(), json)).replaceWithVoid();
        }).invoke(() -> pass.answer().joinedRooms().forEach((room, counts) -> {
            if (!told.contains(room)) {
                answer.rooms.put(room, writer.counts(counts));
            }
        }));
    }
}
