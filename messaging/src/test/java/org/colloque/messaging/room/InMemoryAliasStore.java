package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Aliases in memory, for tests. */
public final class InMemoryAliasStore implements AliasStore {

    private final Map<RoomAlias, Alias> aliases = new ConcurrentHashMap<>();

    @Override
    public Uni<Optional<Alias>> find(RoomAlias alias) {
        return Uni.createFrom().item(() -> Optional.ofNullable(aliases.get(alias)));
    }

    @Override
    public Uni<Boolean> add(RoomAlias alias, RoomId room, UserId creator) {
        return Uni.createFrom().item(() -> aliases.putIfAbsent(alias, new Alias(alias, room, creator)) == null);
    }

    @Override
    public Uni<Boolean> remove(RoomAlias alias) {
        return Uni.createFrom().item(() -> aliases.remove(alias) != null);
    }

    @Override
    public Uni<List<RoomAlias>> of(RoomId room) {
        return Uni.createFrom().item(() -> aliases.values().stream().filter(found -> found.room().equals(room)).map(Alias::alias)
                .sorted(Comparator.comparing(RoomAlias::value)).toList());
    }

    @Override
    public Uni<Void> move(RoomId from, RoomId to) {
        return Uni.createFrom().voidItem().invoke(() -> aliases.replaceAll((alias, found) ->
                found.room().equals(from) ? new Alias(alias, to, found.creator()) : found));
    }
}
