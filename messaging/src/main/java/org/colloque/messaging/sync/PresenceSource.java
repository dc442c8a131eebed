package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceBook.Entry;
import org.colloque.messaging.presence.PresenceBook;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * Who is there, of those who share a room with the user, and what the user said on another device. From memory.
 * Spec: client-server-api, "Presence".
 */
@Singleton
class PresenceSource implements SyncSource {

    private static final String TYPE = "m.presence";

    /** A first sync is not the place for all of a large administration. */
    private static final int MOST = 1_000;

    private final PresenceBook book;
    private final ActiveUsers users;

    PresenceSource(PresenceBook book, ActiveUsers users) {
        this.book = book;
        this.users = users;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        EventFilter filter = pass.filter().presence();
        if (filter.admits(TYPE)) {
            Set<UserId> shown = new HashSet<>();
            candidates(pass).filter(entry -> entry.presence().serial() <= pass.upTo().ephemeral())
                    .filter(entry -> filter.senders().admits(entry.user().value()) && isSeen(pass, entry) && shown.add(entry.user()))
                    .limit(MOST).forEach(entry -> pass.answer().presence(event(pass, entry)));
        }
        return InTurn.done();
    }

    private Stream<Entry> candidates(SyncPass pass) {
        Stream<Entry> changed = book.changedAfter(pass.ephemeralSince()).filter(entry -> !pass.isFirst() || !entry.presence().isOffline());
        return Stream.concat(changed, newcomers(pass));
    }

    /** Those in rooms that are new to the user, and those who came to the user's rooms. */
    private Stream<Entry> newcomers(SyncPass pass) {
        if (pass.isFirst()) {
            return Stream.empty();
        }
        List<RoomId> fresh = pass.freshRooms();
        Stream<Entry> there = fresh.isEmpty() ? Stream.empty()
                : book.all().stream().filter(entry -> !entry.presence().isOffline() && fresh.stream().anyMatch(rooms(entry)::contains));
        Stream<Entry> came = pass.roomEvents().stream().filter(event -> event.pdu().membership().filter(RoomMembership.JOIN::equals).isPresent())
                .flatMap(event -> event.pdu().stateKey().stream()).map(UserId::new)
                .flatMap(user -> book.of(user).stream()).filter(entry -> !entry.presence().isOffline());
        return Stream.concat(there, came);
    }

    private boolean isSeen(SyncPass pass, Entry entry) {
        if (entry.user().equals(pass.user().id())) {
            return entry.presence().said() > pass.ephemeralSince();
        }
        return !pass.user().ignores(entry.user()) && rooms(entry).stream().anyMatch(pass.user()::isJoined);
    }

    private Set<RoomId> rooms(Entry entry) {
        return users.ifActive(entry.user()).map(ActiveUser::joinedRooms).orElse(entry.rooms());
    }

    private static byte[] event(SyncPass pass, Entry entry) {
        Presence presence = entry.presence();
        JsonBytes out = new JsonBytes().open('{').key("type").text(TYPE).key("sender").text(entry.user().value()).key("content").open('{')
                .key("presence").text(presence.state()).key("last_active_ago").number(Math.max(0, pass.now() - presence.lastActive()))
                .key("currently_active").flag(presence.isOnline());
        presence.message().ifPresent(message -> out.key("status_msg").text(message));
        return out.close('}').close('}').toByteArray();
    }
}
