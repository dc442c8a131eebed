package org.colloque.messaging.accountdata;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Account data in memory, for tests. */
public final class InMemoryAccountDataStore implements AccountDataStore {

    private final Map<Place, AccountDataEntry> entries = new HashMap<>();
    private long position;

    @Override
    public Uni<Optional<AccountDataEntry>> find(UserId user, Optional<RoomId> room, String type) {
        return locked(() -> Optional.ofNullable(entries.get(new Place(user, room, type))));
    }

    @Override
    public Uni<Map<UserId, AccountDataEntry>> global(Collection<UserId> users, String type) {
        return locked(() -> users.stream().map(user -> new Place(user, Optional.empty(), type)).filter(entries::containsKey)
                .collect(Collectors.toMap(Place::user, entries::get)));
    }

    @Override
    public Uni<List<AccountDataEntry>> ofRoom(UserId user, RoomId room) {
        return locked(() -> entries.entrySet().stream()
                .filter(entry -> entry.getKey().user().equals(user) && entry.getKey().room().equals(Optional.of(room)))
                .map(Map.Entry::getValue).sorted(Comparator.comparing(AccountDataEntry::type)).toList());
    }

    @Override
    public Uni<Void> put(UserId user, Optional<RoomId> room, String type, byte[] content) {
        return locked(() -> {
            entries.put(new Place(user, room, type), new AccountDataEntry(type, content, ++position));
            return null;
        });
    }

    @Override
    public Uni<Boolean> replace(UserId user, Optional<RoomId> room, String type, byte[] content, OptionalLong read) {
        return locked(() -> {
            Place place = new Place(user, room, type);
            AccountDataEntry there = entries.get(place);
            boolean unchanged = read.equals(there == null ? OptionalLong.empty() : OptionalLong.of(there.position()));
            if (unchanged) {
                entries.put(place, new AccountDataEntry(type, content, ++position));
            }
            return unchanged;
        });
    }

    @Override
    public Uni<Void> clear(UserId user) {
        return locked(() -> {
            entries.keySet().removeIf(place -> place.user().equals(user));
            return null;
        });
    }

    private <T> Uni<T> locked(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }

    private record Place(UserId user, Optional<RoomId> room, String type) {
    }
}
