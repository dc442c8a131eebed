package org.colloque.messaging.keys;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.messaging.sync.DeviceListUpdates;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Whose device lists changed. Spec: client-server-api, "Tracking the device list for a user". */
@Singleton
public class DeviceListService implements DeviceListUpdates {

    private final DeviceListReads reads;
    private final RecentChanges recent;

    DeviceListService(DeviceListReads reads, RecentChanges recent) {
        this.reads = reads;
        this.recent = recent;
    }

    @Override
    public Uni<Set<UserId>> changed(UserId observer, Set<RoomId> rooms, long after, long upTo) {
        if (!recent.holdsAllAfter(after)) {
            return reads.changed(observer, rooms, after);
        }
        Set<UserId> users = new HashSet<>();
        for (Change change : recent.between(after, upTo)) {
            switch (change) {
                case DeviceListChange list when concerns(list, observer, rooms) -> users.add(list.user());
                case SignatureChange signed when signed.signer().equals(observer) -> users.add(signed.target());
                default -> { }
            }
        }
        return Uni.createFrom().item(users);
    }

    /** What {@code /keys/changes} answers: everything after the position, which is more than was asked when {@code to} is long ago. */
    public Uni<Changes> since(UserId observer, long after) {
        return reads.changedOrMet(observer, after).chain(changed -> reads.lost(observer, after)
                .map(left -> new Changes(changed, left)));
    }

    private static boolean concerns(DeviceListChange change, UserId observer, Set<RoomId> rooms) {
        return change.user().equals(observer) || change.rooms().stream().anyMatch(rooms::contains);
    }

    /** Whose devices are to be asked for anew, and who is to be forgotten. */
    public record Changes(Set<UserId> changed, Set<UserId> left) {
    }
}
