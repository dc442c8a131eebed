package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.jboss.logging.Logger;

/** Replaces a room by one of another version. Spec: client-server-api, "Room Upgrades". */
@ApplicationScoped
public class UpgradeService {

    private static final Logger LOG = Logger.getLogger(UpgradeService.class);
    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);
    private static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);

    private final RoomAccess access;
    private final RoomReads reads;
    private final EventPipeline pipeline;
    private final MemberProfiles profiles;
    private final RoomSuccession succession;

    UpgradeService(RoomAccess access, RoomReads reads, EventPipeline pipeline, MemberProfiles profiles, RoomSuccession succession) {
        this.access = access;
        this.reads = reads;
        this.pipeline = pipeline;
        this.profiles = profiles;
        this.succession = succession;
    }

    /**
     * Makes the new room, moves what hangs on the old one, and closes that. Fails with {@code M_FORBIDDEN} when the user may not send
     * {@code m.room.tombstone}; the old room is as before then.
     */
    public Uni<RoomId> upgrade(UserId user, RoomId room, RoomVersion version, Set<UserId> additionalCreators) {
        return access.joined(user, room).call(head -> requireTombstone(user, head)).chain(head -> reads.all(head.state())
                .chain(state -> profiles.memberContent(user)
                        .map(new ReplacementRoom(head, state, user, version, additionalCreators)::drafts)
                        .chain(drafts -> pipeline.create(version, drafts))
                        .map(EventPipeline.CreatedRoom::room)
                        .call(created -> succession.move(room, created))
                        .call(created -> close(user, head, state, created))
                        .call(created -> succession.carryOver(user, room, created))));
    }

    private Uni<Void> requireTombstone(UserId user, RoomHead head) {
        return reads.inState(head.state(), Set.of(CREATE, POWER_LEVELS)).invoke(state -> {
            PowerLevels levels = PowerLevels.of(head.version(), state.get(CREATE).pdu(),
                    Optional.ofNullable(state.get(POWER_LEVELS)).map(StoredEvent::pdu));
            if (levels.userLevel(user) < levels.eventLevel(EventTypes.TOMBSTONE, true)) {
                throw MatrixException.forbidden("You may not upgrade this room.");
            }
        }).replaceWithVoid();
    }

    /** The tombstone must be there; that members cannot write any more is tried. */
    private Uni<Void> close(UserId user, RoomHead head, List<StoredEvent> state, RoomId replacement) {
        return pipeline.send(head.roomId(), EventDraft.state(user, EventTypes.TOMBSTONE, "", ReplacementRoom.tombstone(replacement)))
                .call(() -> state.stream().map(StoredEvent::pdu).filter(pdu -> pdu.slot().filter(POWER_LEVELS::equals).isPresent()).findFirst()
                        .map(levels -> silence(user, head.roomId(), levels)).orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWithVoid();
    }

    private Uni<Void> silence(UserId user, RoomId room, Pdu levels) {
        return pipeline.send(room, EventDraft.state(user, EventTypes.POWER_LEVELS, "", new PowerLevelTransfer(levels.content()).closed()))
                .replaceWithVoid()
                .onFailure(MatrixException.class).invoke(refused -> LOG.debugf("An upgraded room stays open: %s", refused.getMessage()))
                .onFailure(MatrixException.class).recoverWithNull();
    }
}
