package org.colloque.messaging.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** What members are called in a room, by their member events. Spec: client-server-api, "Push rules", {@code contains_display_name}. */
@Singleton
class RoomDisplayNames {

    private static final long IN_MEMORY = 100_000;

    private final RoomReads reads;
    private final Cache<Long, String> names = Caffeine.newBuilder().maximumSize(IN_MEMORY).build();

    RoomDisplayNames(RoomReads reads) {
        this.reads = reads;
    }

    /** Reads the names that are not in memory: nothing, or one statement. */
    Uni<Void> ready(RoomState state, Collection<UserId> users) {
        List<Long> missing = users.stream().flatMap(user -> number(state, user)).filter(number -> names.getIfPresent(number) == null).toList();
        return missing.isEmpty() ? Uni.createFrom().voidItem()
                : reads.byNumber(missing).invoke(found -> found.forEach((number, member) -> names.put(number,
                        Optional.ofNullable(member.pdu().content().path("displayname").textValue()).orElse("")))).replaceWithVoid();
    }

    /** Whether the user's name is in memory, or there is none. */
    boolean isReady(RoomState state, UserId user) {
        Optional<EventRef> member = state.get(StateKey.member(user));
        return member.isEmpty() || names.getIfPresent(member.get().number()) != null;
    }

    /** The user's name in the room; empty when there is none or it was not read. */
    String of(RoomState state, UserId user) {
        return state.get(StateKey.member(user)).map(member -> names.getIfPresent(member.number())).orElse("");
    }

    private static Stream<Long> number(RoomState state, UserId user) {
        return state.get(StateKey.member(user)).map(EventRef::number).stream();
    }
}
