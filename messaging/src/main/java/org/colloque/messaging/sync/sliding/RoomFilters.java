package org.colloque.messaging.sync.sliding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.ActiveUser;
import org.colloque.messaging.sync.RoomMembership;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.MatrixJson;

/** Gathers what the filters of a request need, and applies them. Spec: MSC4186, "SlidingRoomFilter". */
@Singleton
class RoomFilters {

    private static final String TAGS = "m.tag";

    private final RoomTraitsByRoom traits;
    private final RoomReads reads;

    RoomFilters(RoomTraitsByRoom traits, RoomReads reads) {
        this.traits = traits;
        this.reads = reads;
    }

    /** What filters look at. */
    record Prepared(ActiveUser user, Set<String> direct, Map<Long, RoomTraits> traits, Map<RoomId, Set<String>> children) {

        boolean admits(RoomListFilter filter, RoomMembership membership) {
            RoomTraits room = traits.getOrDefault(membership.room(), RoomTraits.NONE);
            return filter.invited().map(wanted -> wanted == membership.is(RoomMembership.INVITE)).orElse(true)
                    && filter.direct().map(wanted -> wanted == direct.contains(membership.roomId().value())).orElse(true)
                    && filter.encrypted().map(wanted -> wanted == room.encrypted()).orElse(true)
                    && filter.types().admit(room.type())
                    && (filter.tags().isOpen() || filter.tags().admit(tags(user, membership.roomId())))
                    && filter.nameLike().map(part -> isNamed(room, part)).orElse(true)
                    && filter.spaces().map(spaces -> isIn(spaces, membership.roomId())).orElse(true);
        }

        private boolean isIn(Set<RoomId> spaces, RoomId room) {
            return spaces.stream().anyMatch(space -> children.getOrDefault(space, Set.of()).contains(room.value()));
        }

        private static boolean isNamed(RoomTraits room, String part) {
            return room.name().filter(name -> name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))).isPresent();
        }
    }

    Uni<Prepared> prepare(Collection<SlidingList> lists, ActiveUser user, List<Long> rooms) {
        boolean byTraits = lists.stream().anyMatch(list -> list.filter().needsTraits());
        Set<RoomId> spaces = lists.stream().flatMap(list -> list.filter().spaces().stream()).flatMap(Set::stream).filter(user::isJoined)
                .collect(Collectors.toSet());
        boolean byDirect = lists.stream().anyMatch(list -> list.filter().direct().isPresent());
        Set<String> direct = byDirect ? DirectRooms.of(user) : Set.of();
        Uni<Map<Long, RoomTraits>> known = byTraits ? traits.of(rooms) : Uni.createFrom().item(Map.of());
        Map<RoomId, Set<String>> children = new HashMap<>();
        return known.chain(found -> InTurn.each(spaces, space -> children(space).invoke(named -> children.put(space, named)).replaceWithVoid())
                .replaceWith(() -> new Prepared(user, direct, found, children)));
    }

    /** The rooms that a space names, without those whose naming was taken back. */
    private Uni<Set<String>> children(RoomId space) {
        return reads.head(space).chain(head -> {
            if (head.isEmpty()) {
                return Uni.createFrom().item(Set.of());
            }
            Set<StateKey> slots = head.get().state().entries().map(Map.Entry::getKey)
                    .filter(slot -> slot.type().equals(EventTypes.SPACE_CHILD)).collect(Collectors.toSet());
            return slots.isEmpty() ? Uni.createFrom().item(Set.of()) : reads.inState(head.get().state(), slots).map(found -> {
                Set<String> names = new HashSet<>();
                found.forEach((slot, event) -> {
                    if (event.pdu().content().path("via").isArray()) {
                        names.add(slot.stateKey());
                    }
                });
                return names;
            });
        });
    }

    private static Set<String> tags(ActiveUser user, RoomId room) {
        Optional<AccountDataEntry> entry = user.accountData(room).stream().filter(data -> data.type().equals(TAGS)).findFirst();
        JsonNode tags = entry.map(data -> MatrixJson.parseTrusted(data.content()).get("tags")).orElse(null);
        return tags instanceof ObjectNode named ? named.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet()) : Set.of();
    }
}
