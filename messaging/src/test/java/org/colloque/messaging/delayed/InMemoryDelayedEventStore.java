package org.colloque.messaging.delayed;

import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.colloque.messaging.delayed.DelayedEvent.Finalised;
import org.colloque.protocol.id.UserId;

/** Delayed events in memory, for tests. */
public final class InMemoryDelayedEventStore implements DelayedEventStore {

    private final Map<String, Kept> kept = new LinkedHashMap<>();

    @Override
    public Uni<Optional<String>> add(String delayId, DelayedDraft draft, long now, int limit) {
        return locked(() -> {
            Optional<String> known = kept.values().stream().filter(other -> other.isOfTransaction(draft))
                    .map(other -> other.event.delayId()).findFirst();
            if (known.isPresent() || scheduledOf(draft.sender().user()).count() >= limit) {
                return known;
            }
            kept.put(delayId, new Kept(draft.transactionId(), new DelayedEvent(delayId, draft.sender().user(), draft.sender().device(),
                    draft.room(), draft.type(), draft.stateKey(), draft.content(), draft.delay(), now, 0, Optional.empty())));
            return Optional.of(delayId);
        });
    }

    @Override
    public Uni<Optional<DelayedEvent>> find(String delayId) {
        return locked(() -> Optional.ofNullable(kept.get(delayId)).map(found -> found.event));
    }

    @Override
    public Uni<List<DelayedEvent>> scheduled(UserId sender) {
        return locked(() -> scheduledOf(sender).map(found -> found.event).toList());
    }

    @Override
    public Uni<OptionalLong> restart(String delayId, long now) {
        return locked(() -> unclaimed(delayId, now).map(found -> {
            found.change(now, found.event.attempts(), Optional.empty());
            return OptionalLong.of(found.event.due());
        }).orElseGet(OptionalLong::empty));
    }

    @Override
    public Uni<Boolean> cancel(String delayId, long now) {
        return locked(() -> unclaimed(delayId, now).map(found -> {
            found.finalise(Finalised.cancelled(now));
            return true;
        }).orElse(false));
    }

    @Override
    public Uni<Optional<DelayedEvent>> claim(String delayId, long until) {
        return locked(() -> scheduled().filter(found -> found.event.delayId().equals(delayId)).findFirst().map(found -> {
            found.claimedUntil = until;
            return found.event;
        }));
    }

    @Override
    public Uni<List<DelayedEvent>> claimDue(long now, long until, long forget, int limit) {
        return locked(() -> {
            kept.values().removeIf(found -> found.event.finalised().filter(how -> how.at() < forget).isPresent());
            return scheduled().filter(found -> found.event.due() <= now && found.claimedUntil <= now).limit(limit).toList().stream()
                    .map(found -> {
                        found.claimedUntil = until;
                        found.change(found.event.scheduledAt(), found.event.attempts() + 1, Optional.empty());
                        return found.event;
                    }).toList();
        });
    }

    @Override
    public Uni<Void> release(String delayId) {
        return locked(() -> {
            Optional.ofNullable(kept.get(delayId)).ifPresent(found -> found.claimedUntil = 0);
            return null;
        });
    }

    @Override
    public Uni<Void> finalise(String delayId, Finalised how) {
        return locked(() -> {
            scheduled().filter(found -> found.event.delayId().equals(delayId)).findFirst().ifPresent(found -> found.finalise(how));
            return null;
        });
    }

    @Override
    public Uni<OptionalLong> nextDue() {
        return locked(() -> scheduled().mapToLong(found -> Math.max(found.event.due(), found.claimedUntil)).min());
    }

    /** The next one first. */
    private Stream<Kept> scheduled() {
        return kept.values().stream().filter(found -> found.event.finalised().isEmpty())
                .sorted(Comparator.comparingLong(found -> found.event.due()));
    }

    private Stream<Kept> scheduledOf(UserId sender) {
        return scheduled().filter(found -> found.event.sender().equals(sender));
    }

    private Optional<Kept> unclaimed(String delayId, long now) {
        return scheduled().filter(found -> found.event.delayId().equals(delayId) && found.claimedUntil <= now).findFirst();
    }

    private <T> Uni<T> locked(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }

    private static final class Kept {

        private final Optional<String> transaction;
        private DelayedEvent event;
        private long claimedUntil;

        Kept(Optional<String> transaction, DelayedEvent event) {
            this.transaction = transaction;
            this.event = event;
        }

        boolean isOfTransaction(DelayedDraft draft) {
            return transaction.isPresent() && transaction.equals(draft.transactionId()) && event.room().equals(draft.room())
                    && event.sender().equals(draft.sender().user()) && event.device().equals(draft.sender().device());
        }

        void finalise(Finalised how) {
            change(event.scheduledAt(), event.attempts(), Optional.of(how));
        }

        void change(long scheduledAt, int attempts, Optional<Finalised> finalised) {
            event = new DelayedEvent(event.delayId(), event.sender(), event.device(), event.room(), event.type(), event.stateKey(),
                    event.content(), event.delay(), scheduledAt, attempts, finalised);
        }
    }
}
