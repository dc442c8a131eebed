package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * Whose devices changed, who newly shares a room, and who shares none any more. Not part of a first sync.
 * Spec: client-server-api, "Tracking the device list for a user".
 */
@Singleton
public class DeviceListSource implements SyncSource {

    private final Instance<DeviceListUpdates> updates;
    private final SyncStore store;

    DeviceListSource(@Any Instance<DeviceListUpdates> updates, SyncStore store) {
        this.updates = updates;
        this.store = store;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        if (pass.isFirst()) {
            return InTurn.done();
        }
        return changed(pass).chain(() -> memberships(pass));
    }

    private Uni<Void> changed(SyncPass pass) {
        return updates.isResolvable()
                ? updates.get().changed(pass.user().id(), pass.user().joinedRooms(), pass.since(), pass.upTo().position())
                        .invoke(pass.answer()::changedDevices).replaceWithVoid()
                : InTurn.done();
    }

    /** Who came and who went, in rooms of the user or with the user. */
    private Uni<Void> memberships(SyncPass pass) {
        Set<UserId> came = new HashSet<>();
        Set<UserId> went = new HashSet<>();
        List<RoomId> mine = new ArrayList<>(pass.freshRooms());
        List<RoomId> left = new ArrayList<>();
        for (RoomView view : pass.views()) {
            view.timeline.forEach(event -> note(event, came, went));
            view.changes.forEach(event -> note(event, came, went));
            if (view.kind == RoomView.Kind.LEFT) {
                left.add(view.membership.roomId());
            }
        }
        came.remove(pass.user().id());
        went.remove(pass.user().id());
        pass.answer().changedDevices(came);
        return members(mine).invoke(pass.answer()::changedDevices).chain(() -> members(left)).chain(former -> {
            went.addAll(former);
            went.remove(pass.user().id());
            return gone(pass, went);
        });
    }

    private Uni<Void> gone(SyncPass pass, Set<UserId> went) {
        if (went.isEmpty()) {
            return InTurn.done();
        }
        return store.sharing(pass.user().id(), went).invoke(still -> {
            went.removeAll(still);
            pass.answer().leftDevices(went);
        }).replaceWithVoid();
    }

    private Uni<Set<UserId>> members(List<RoomId> rooms) {
        return rooms.isEmpty() ? Uni.createFrom().item(Set.of()) : store.members(rooms);
    }

    private static void note(TimelineEvent event, Set<UserId> came, Set<UserId> went) {
        event.pdu().membership().ifPresent(membership -> {
            UserId member = new UserId(event.pdu().stateKey().orElseThrow());
            if (membership.equals(RoomMembership.JOIN)) {
                came.add(member);
            } else if (!membership.equals(RoomMembership.INVITE)) {
                went.add(member);
            }
        });
    }
}
