package org.colloque.messaging.todevice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.keys.DeviceOf;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.messaging.sync.ToDeviceInbox;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * The messages that wait, as sync reads them. For each active device it remembers between which positions anything can be waiting, so
 * that nothing is asked of the database when nothing is there.
 */
@Singleton
class Inbox implements ToDeviceInbox, ChangeListener {

    private static final long MOST = 100_000;

    private final ToDeviceStore store;
    private final RecentChanges recent;
    private final Cache<DeviceOf, Waiting> waiting = Caffeine.newBuilder().maximumSize(MOST).build();

    Inbox(ToDeviceStore store, RecentChanges recent) {
        this.store = store;
        this.recent = recent;
    }

    @Override
    public Uni<List<Message>> read(UserId user, DeviceId device, long after, long upTo, int limit) {
        DeviceOf owner = new DeviceOf(user, device);
        Waiting known = waiting.getIfPresent(owner);
        long from = known == null ? after : Math.max(after, known.acknowledged());
        if (known != null && known.newest() <= from) {
            return Uni.createFrom().item(List.of());
        }
        return recent.holdsAllAfter(from) ? Uni.createFrom().item(() -> inMemory(owner, from, upTo, limit))
                : store.read(user, device, from, upTo, limit);
    }

    @Override
    public Uni<Void> acknowledge(UserId user, DeviceId device, long upTo) {
        DeviceOf owner = new DeviceOf(user, device);
        Waiting known = waiting.getIfPresent(owner);
        if (known != null && (known.acknowledged() >= upTo || known.newest() <= known.acknowledged())) {
            return Uni.createFrom().voidItem();
        }
        long newest = recent.newest();
        return store.delete(user, device, upTo).invoke(() -> waiting.asMap().merge(owner, new Waiting(upTo, newest),
                (before, now) -> new Waiting(Math.max(before.acknowledged(), upTo), before.newest())));
    }

    /** Also notes devices that were not asked for yet: one may be acknowledging for the first time just now. */
    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof ToDeviceChange message) {
                waiting.asMap().merge(new DeviceOf(message.user(), message.device()), new Waiting(0, message.position()),
                        (before, now) -> new Waiting(before.acknowledged(), now.newest()));
            }
        }
    }

    @Override
    public void reset() {
        waiting.invalidateAll();
    }

    private List<Message> inMemory(DeviceOf owner, long after, long upTo, int limit) {
        List<Message> messages = new ArrayList<>();
        for (Change change : recent.between(after, upTo)) {
            if (messages.size() < limit && change instanceof ToDeviceChange message
                    && message.device().equals(owner.device()) && message.user().equals(owner.user())) {
                messages.add(new Message(message.position(), message.message()));
            }
        }
        return messages;
    }

    /**
     * @param acknowledged everything at or below it has arrived
     * @param newest       nothing above it was seen to come
     */
    private record Waiting(long acknowledged, long newest) {
    }
}
