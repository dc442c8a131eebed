package org.colloque.messaging.filter;

import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.protocol.id.UserId;

/** Filters in memory, for tests. */
public final class InMemoryFilterStore implements FilterStore {

    private final Map<Filter, Long> numbers = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    @Override
    public Uni<Long> add(UserId user, byte[] definition) {
        return Uni.createFrom().item(() -> numbers.computeIfAbsent(new Filter(user, ByteBuffer.wrap(definition)),
                ignored -> last.incrementAndGet()));
    }

    @Override
    public Uni<Optional<byte[]>> find(UserId user, long number) {
        return Uni.createFrom().item(() -> numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == number && entry.getKey().user().equals(user))
                .map(entry -> entry.getKey().definition().array()).findFirst());
    }

    private record Filter(UserId user, ByteBuffer definition) {
    }
}
