package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** The directory of published rooms. Spec: client-server-api, "Published room directory". */
@ApplicationScoped
public class PublicRoomsService {

    private static final StateKey CREATE = new StateKey(EventTypes.CREATE, "");
    private static final StateKey POWER_LEVELS = new StateKey(EventTypes.POWER_LEVELS, "");

    private final PublicRoomStore published;
    private final RoomReads reads;
    private final RoomSummaries summaries;
    private final RoomAccess access;

    PublicRoomsService(PublicRoomStore published, RoomReads reads, RoomSummaries summaries, RoomAccess access) {
        this.published = published;
        this.reads = reads;
        this.summaries = summaries;
        this.access = access;
    }

    /** One page of the directory, as the answer's body. */
    public Uni<ObjectNode> list(PublicRoomsQuery query) {
        return published.all(query.network())
                .chain(rooms -> Multi.createFrom().iterable(rooms)
                        .onItem().transformToUniAndConcatenate(room -> reads.head(room.room())
                                .chain(head -> head.isEmpty() ? Uni.createFrom().nullItem()
                                        : summaries.published(head.get(), room.joinedMembers())))
                        .collect().asList())
                .map(rooms -> page(rooms.stream().filter(room -> matches(room, query)).toList(), query));
    }

    public Uni<Boolean> visible(RoomId room) {
        return reads.head(room).chain(head -> head.isPresent() ? published.published(room)
                : Uni.createFrom().failure(MatrixException.notFound("There is no such room.")));
    }

    /** Publishes a room or takes it out: for those who may change its canonical alias. Fails with {@code M_FORBIDDEN}. */
    public Uni<Void> publish(UserId user, RoomId room, boolean visible) {
        return visible(room).chain(() -> access.joined(user, room))
                .chain(head -> reads.inState(head.state(), Set.of(CREATE, POWER_LEVELS)).invoke(state -> {
                    PowerLevels levels = PowerLevels.of(head.version(), state.get(CREATE).pdu(),
                            Optional.ofNullable(state.get(POWER_LEVELS)).map(StoredEvent::pdu));
                    if (levels.userLevel(user) < levels.eventLevel(EventTypes.CANONICAL_ALIAS, true)) {
                        throw MatrixException.forbidden("You may not change how this room is listed.");
                    }
                }))
                .chain(() -> published.publish(room, visible));
    }

    /** Publishes a room in the directory of a network, or takes it out. Fails with {@code M_NOT_FOUND}. */
    public Uni<Void> publish(Network.Instance network, RoomId room, boolean visible) {
        return visible(room).chain(() -> published.publish(network, room, visible));
    }

    private static ObjectNode page(List<ObjectNode> rooms, PublicRoomsQuery query) {
        int start = Math.clamp(query.offset(), 0, rooms.size());
        int end = (int) Math.min((long) start + query.limit(), rooms.size());
        ObjectNode answer = JsonNodes.object();
        ArrayNode chunk = answer.putArray("chunk");
        rooms.subList(start, end).forEach(chunk::add);
        answer.put("total_room_count_estimate", rooms.size());
        if (end < rooms.size()) {
            answer.put("next_batch", PublicRoomsQuery.token(end));
        }
        if (start > 0) {
            answer.put("prev_batch", PublicRoomsQuery.token(Math.max(0, start - query.limit())));
        }
        return answer;
    }

    private static boolean matches(ObjectNode room, PublicRoomsQuery query) {
        boolean type = query.roomTypes().map(types -> types.contains(Optional.ofNullable(room.path("room_type").textValue()))).orElse(true);
        return type && query.term().map(term -> Stream.of("name", "topic", "canonical_alias")
                .map(field -> room.path(field).asText("").toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains(term.toLowerCase(Locale.ROOT)))).orElse(true);
    }
}
