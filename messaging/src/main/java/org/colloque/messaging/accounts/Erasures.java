package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.protocol.id.UserId;

/** Which local users asked to be forgotten, and when; in memory, read again when somebody new did. */
@ApplicationScoped
public class Erasures implements AccountFarewell, ChangeListener {

    private final ErasureStore store;
    private final AtomicReference<Uni<Map<UserId, Long>>> known = new AtomicReference<>();

    Erasures(ErasureStore store) {
        this.store = store;
    }

    /** The erased users, with the position of the log at which they were. */
    public Uni<Map<UserId, Long>> positions() {
        Uni<Map<UserId, Long>> there = known.get();
        if (there != null) {
            return there;
        }
        Uni<Map<UserId, Long>> reading = store.all().onFailure().invoke(this::reset).memoize().indefinitely();
        known.set(reading);
        return reading;
    }

    /** Spec: client-server-api, {@code POST /account/deactivate}, {@code erase}. */
    @Override
    public Uni<Void> left(UserId user, boolean erase) {
        return erase ? store.add(user).invoke(this::reset) : Uni.createFrom().voidItem();
    }

    @Override
    public void changed(List<Change> changes) {
        if (changes.stream().anyMatch(ErasureChange.class::isInstance)) {
            reset();
        }
    }

    @Override
    public void reset() {
        known.set(null);
    }
}
