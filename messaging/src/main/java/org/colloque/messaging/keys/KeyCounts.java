package org.colloque.messaging.keys;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.messaging.sync.DeviceKeyCounts;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** What is left to claim of each active device, in memory until it changes. */
@Singleton
class KeyCounts implements DeviceKeyCounts, ChangeListener {

    private static final long MOST = 100_000;

    private final OneTimeKeyStore keys;
    private final AsyncCache<DeviceOf, Counts> counts = Caffeine.newBuilder().maximumSize(MOST).buildAsync();

    KeyCounts(OneTimeKeyStore keys) {
        this.keys = keys;
    }

    /** What is read while a change comes in is handed out, but not kept: the entry is gone when the reading ends. */
    @Override
    public Uni<Counts> counts(UserId user, DeviceId device) {
        return Uni.createFrom().completionStage(() -> counts.get(new DeviceOf(user, device),
                (wanted, executor) -> keys.counts(wanted).subscribeAsCompletionStage()));
    }

    @Override
    public boolean changed(UserId user, DeviceId device, List<Change> changes) {
        DeviceOf own = new DeviceOf(user, device);
        return changes.stream().anyMatch(change -> change instanceof KeyCountChange changed && changed.device().equals(own));
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof KeyCountChange changed) {
                counts.synchronous().invalidate(changed.device());
            }
        }
    }

    @Override
    public void reset() {
        counts.synchronous().invalidateAll();
    }
}
