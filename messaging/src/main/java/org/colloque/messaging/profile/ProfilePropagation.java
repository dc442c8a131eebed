package org.colloque.messaging.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.room.LeaveService;
import org.colloque.messaging.room.Memberships;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/** Carries what changed about a person into all their rooms, in the background; a room that refuses holds up no other. */
@ApplicationScoped
class ProfilePropagation {

    private static final Logger LOG = Logger.getLogger(ProfilePropagation.class);
    private static final int AT_ONCE = 8;

    private final Memberships memberships;
    private final RoomReads reads;
    private final EventPipeline pipeline;
    private final LeaveService departures;

    ProfilePropagation(Memberships memberships, RoomReads reads, EventPipeline pipeline, LeaveService departures) {
        this.memberships = memberships;
        this.reads = reads;
        this.pipeline = pipeline;
        this.departures = departures;
    }

    /** Sends new member events to the rooms that the user is in, where the profile there is another. */
    void profileChanged(UserId user, Uni<ObjectNode> profile) {
        start(profile.chain(fields -> memberships.rooms(user, "join")
                .chain(rooms -> each(rooms, room -> update(user, room, fields)))), user);
    }

    /** Leaves all rooms, refuses all invites and takes back all knocks. */
    void leaveAll(UserId user) {
        start(Multi.createFrom().iterable(List.of("join", "invite", "knock"))
                .onItem().transformToUniAndConcatenate(membership -> memberships.rooms(user, membership)
                        .chain(rooms -> each(rooms, room -> departures.leave(user, room, Optional.empty()))))
                .collect().last(), user);
    }

    private Uni<Void> update(UserId user, RoomId room, ObjectNode fields) {
        return current(user, room).chain(content -> {
            if (content.isEmpty() || content.get().retain(ProfileService.MEMBER_FIELDS).equals(fields)) {
                return Uni.createFrom().voidItem();
            }
            ObjectNode next = fields.deepCopy().put("membership", "join");
            return pipeline.send(room, EventDraft.state(user, EventTypes.MEMBER, user.value(), next)).replaceWithVoid();
        });
    }

    private Uni<Optional<ObjectNode>> current(UserId user, RoomId room) {
        StateKey slot = new StateKey(EventTypes.MEMBER, user.value());
        return reads.head(room).chain(head -> head.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : reads.inState(head.get().state(), Set.of(slot))
                        .map(found -> Optional.ofNullable(found.get(slot)).map(member -> member.pdu().content().deepCopy())));
    }

    private static Uni<Void> each(List<RoomId> rooms, Function<RoomId, Uni<Void>> work) {
        return Multi.createFrom().iterable(rooms)
                .onItem().transformToUni(room -> work.apply(room).onFailure().recoverWithUni(failure -> {
                    LOG.warnf(failure, "The room %s did not take over what changed about a member", room);
                    return Uni.createFrom().voidItem();
                })).merge(AT_ONCE).collect().last().replaceWithVoid();
    }

    private static void start(Uni<?> work, UserId user) {
        work.subscribe().with(ignored -> { }, failure -> LOG.warnf(failure, "What changed about %s did not reach the rooms", user));
    }
}
