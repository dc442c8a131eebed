package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.RoomSnapshots;
import org.colloque.messaging.room.RoomSnapshots.Snapshot;
import org.colloque.messaging.room.TimelineService.Page;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;

/**
 * One glance at a room, for clients of before {@code /sync} and for previews of rooms that anybody may read.
 * Spec: client-server-api, {@code GET /rooms/{roomId}/initialSync}, "Room Previews".
 */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RoomInitialSyncResource {

    private static final int USUAL = 20;
    /** The endpoint is older than knocking. */
    private static final Set<String> MEMBERSHIPS = Set.of("invite", "join", "leave", "ban");

    private final RoomSnapshots snapshots;
    private final AccountDataService accountData;
    private final EventRendering rendering;
    private final CurrentRequester requester;

    RoomInitialSyncResource(RoomSnapshots snapshots, AccountDataService accountData, EventRendering rendering, CurrentRequester requester) {
        this.snapshots = snapshots;
        this.accountData = accountData;
        this.rendering = rendering;
        this.requester = requester;
    }

    @GET
    @Path("/initialSync")
    public Uni<ObjectNode> look(@PathParam("roomId") String roomId, @QueryParam("limit") String limit) {
        Requester reader = requester.get();
        RoomId room = RoomId.parse(roomId);
        return snapshots.of(reader.user(), room, ReadingParameters.limit(limit, USUAL))
                .chain(seen -> accountData.ofRoom(reader.user(), room).chain(own -> {
                    ObjectNode answer = described(room, seen);
                    answer.putArray("account_data").addAll(own);
                    return told(reader, seen, answer);
                }));
    }

    private static ObjectNode described(RoomId room, Snapshot seen) {
        ObjectNode answer = JsonNodes.object().put("room_id", room.value()).put("visibility", seen.published() ? "public" : "private");
        seen.membership().filter(MEMBERSHIPS::contains).ifPresent(membership -> answer.put("membership", membership));
        return answer;
    }

    private Uni<ObjectNode> told(Requester reader, Snapshot seen, ObjectNode answer) {
        Page page = seen.page();
        ObjectNode messages = answer.putObject("messages");
        page.end().ifPresent(start -> messages.put("start", ReadingParameters.token(start)));
        messages.put("end", ReadingParameters.token(page.from()));
        return rendering.render(reader, page.events().reversed())
                .invoke(events -> messages.putArray("chunk").addAll(events))
                .chain(() -> rendering.render(reader, seen.state()))
                .invoke(events -> answer.putArray("state").addAll(events))
                .replaceWith(answer);
    }
}
