package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.room.Memberships;
import org.colloque.messaging.room.RoomSummaries;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Shows the tree of rooms below a space, to users and to other servers. Spec: client-server-api, "Spaces"; server-server-api, "Spaces". */
@ApplicationScoped
public class SpaceService {

    private final LocalSpaces here;
    private final DistantSpaces elsewhere;
    private final RoomSummaries summaries;
    private final Memberships memberships;

    SpaceService(LocalSpaces here, DistantSpaces elsewhere, RoomSummaries summaries, Memberships memberships) {
        this.here = here;
        this.elsewhere = elsewhere;
        this.summaries = summaries;
        this.memberships = memberships;
    }

    /** One page of the tree, as the answer's body. Fails with {@code M_FORBIDDEN} when the user may not see the root. */
    public Uni<ObjectNode> tree(UserId user, RoomId root, SpaceQuery query) {
        return new TreeWalk(here, elsewhere, user, query).from(root, List.of()).map(rooms -> {
            if (rooms.isEmpty()) {
                throw MatrixException.forbidden("You may not see this room.");
            }
            ObjectNode answer = JsonNodes.object();
            ArrayNode page = answer.putArray("rooms");
            rooms.stream().skip(query.offset()).limit(query.limit()).forEach(room -> page.add(room.json()));
            if (rooms.size() > query.offset() + query.limit()) {
                answer.put("next_batch", query.next());
            }
            return answer;
        });
    }

    /**
     * A space and its children for another server, which {@code mayEnter} admits to a room or not; {@code root} is admitted.
     * Children that this server is not in are left out.
     */
    public Uni<ObjectNode> forServer(RoomHead root, boolean suggestedOnly, Function<RoomHead, Uni<Boolean>> mayEnter) {
        return whole(root).map(room -> room.onlySuggested(suggestedOnly)).chain(room -> {
            ObjectNode answer = JsonNodes.object();
            answer.set("room", room.json());
            ArrayNode children = answer.putArray("children");
            ArrayNode inaccessible = answer.putArray("inaccessible_children");
            return Multi.createFrom().iterable(room.children())
                    .onItem().transformToUniAndConcatenate(child -> here.head(child.room()).chain(head -> head
                            .map(found -> mayEnter.apply(found).chain(may -> child(found, may, children, inaccessible)))
                            .orElseGet(() -> Uni.createFrom().voidItem())))
                    .collect().last().replaceWith(answer);
        });
    }

    private Uni<Void> child(RoomHead head, boolean mayEnter, ArrayNode children, ArrayNode inaccessible) {
        if (!mayEnter) {
            inaccessible.add(head.roomId().value());
            return Uni.createFrom().voidItem();
        }
        return whole(head).invoke(room -> children.add(room.json())).replaceWithVoid();
    }

    private Uni<SpaceRoom> whole(RoomHead head) {
        return memberships.joinedCount(head.roomId()).chain(joined -> summaries.summary(head, joined)).chain(summary -> here.with(head, summary));
    }
}
