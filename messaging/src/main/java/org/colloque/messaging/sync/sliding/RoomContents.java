package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.InviteSource;
import org.colloque.messaging.sync.RelationSource;
import org.colloque.messaging.sync.RoomSummaries;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.SyncStore;
import org.colloque.messaging.sync.TimelineEvent;
import org.colloque.messaging.sync.TimelineSource;
import org.colloque.messaging.sync.TimelineVisibility;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;

/** What the rooms of a pass hold: timelines, states, who is there, and when they were last active. */
@Singleton
class RoomContents {

    /** Spec: MSC4186, "Common fields", {@code bump_stamp}. */
    private static final Set<String> BUMPING = Set.of(EventTypes.CREATE, EventTypes.MESSAGE, EventTypes.ENCRYPTED, EventTypes.STICKER,
            "m.call.invite", "m.poll.start", "org.matrix.msc3381.poll.start", "m.beacon_info", "org.matrix.msc3672.beacon_info");

    private final TimelineSource timelines;
    private final RelationSource relations;
    private final InviteSource invites;
    private final Rooms rooms;
    private final RoomFactStore facts;

    RoomContents(TimelineSource timelines, RelationSource relations, InviteSource invites, Rooms rooms, RoomFactStore facts) {
        this.timelines = timelines;
        this.relations = relations;
        this.invites = invites;
        this.rooms = rooms;
        this.facts = facts;
    }

    /** How states, members and visibility of rooms are found. */
    @Singleton
    record Rooms(RoomSummaries summaries, StateOfRooms states, TimelineVisibility visibility) {
    }

    /** Fills the rooms of the pass, whose views are theirs. */
    Uni<Void> load(SyncPass pass, List<SlidingRoom> shown) {
        if (shown.isEmpty()) {
            return InTurn.done();
        }
        return timelines.contribute(pass).chain(() -> relations.contribute(pass)).chain(() -> summarise(pass, shown))
                .chain(() -> rooms.states().load(pass, shown))
                .chain(() -> rooms.visibility().apply(pass, pass.views())).chain(() -> bump(pass, shown))
                .chain(() -> invites.contribute(pass));
    }

    private Uni<Void> summarise(SyncPass pass, List<SlidingRoom> shown) {
        List<RoomId> summarised = shown.stream().filter(RoomContents::needsSummary).map(room -> room.view.membership.roomId()).toList();
        return summarised.isEmpty() ? InTurn.done() : rooms.summaries().of(summarised).invoke(known -> shown.forEach(room -> {
            SyncStore.Summary summary = known.get(room.view.membership.roomId());
            if (summary != null && room.isJoined()) {
                room.summary = Optional.of(summary);
                room.heroes = summary.named() ? List.of() : summary.heroesFor(pass.user().id());
            }
        })).replaceWithVoid();
    }

    private static boolean needsSummary(SlidingRoom room) {
        boolean members = room.view.changes.stream().anyMatch(event -> isSummarised(event)) || room.view.timeline.stream().anyMatch(event -> isSummarised(event));
        return room.isJoined() && (room.plan.initial() || members || !room.view.recent);
    }

    private static boolean isSummarised(TimelineEvent event) {
        return event.isState() && Set.of(EventTypes.MEMBER, EventTypes.NAME).contains(event.pdu().type());
    }

    private Uni<Void> bump(SyncPass pass, List<SlidingRoom> shown) {
        shown.forEach(room -> room.bump = known(pass, room));
        List<Long> unknown = shown.stream().filter(room -> room.bump.isEmpty() && room.isJoined() && !room.view.recent)
                .map(room -> room.view.membership.room()).toList();
        Uni<Map<Long, Long>> found = unknown.isEmpty() ? Uni.createFrom().item(Map.of()) : facts.lastOf(unknown, BUMPING);
        return found.invoke(last -> shown.stream().filter(room -> room.bump.isEmpty() && !room.view.recent).forEach(room -> {
            long position = last.getOrDefault(room.view.membership.room(), 0L);
            room.bump = OptionalLong.of(position > 0 ? position : Math.max(0, room.view.membership.position()));
        })).replaceWithVoid();
    }

    /** The newest event that counts, as far as what is at hand tells. */
    private static OptionalLong known(SyncPass pass, SlidingRoom room) {
        if (!room.isJoined()) {
            return OptionalLong.of(Math.max(0, room.view.membership.position()));
        }
        if (room.view.recent) {
            return pass.roomEvents().stream().filter(event -> event.room().equals(room.view.membership.roomId()) && event.inTimeline()
                    && BUMPING.contains(event.pdu().type())).mapToLong(RoomEventChange::position).max();
        }
        return room.view.timeline.stream().filter(event -> event.position() > 0 && BUMPING.contains(event.pdu().type()))
                .mapToLong(TimelineEvent::position).max();
    }
}
