package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.ThreadsService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;

/** {@code GET /rooms/{roomId}/threads}. Spec: client-server-api, "Querying threads in a room". */
@Path("/_matrix/client/v1/rooms/{roomId}/threads")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class ThreadsResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final ThreadsService threads;
    private final EventRendering rendering;
    private final CurrentRequester requester;

    ThreadsResource(ThreadsService threads, EventRendering rendering, CurrentRequester requester) {
        this.threads = threads;
        this.rendering = rendering;
        this.requester = requester;
    }

    @GET
    public Uni<ObjectNode> threads(@PathParam("roomId") String room, @QueryParam("include") String include,
            @QueryParam("from") String from, @QueryParam("limit") String limit) {
        int most = ReadingParameters.limit(limit, USUAL);
        if (most == 0) {
            throw MatrixException.invalidParam("The limit must be above 0.");
        }
        Requester reader = requester.get();
        return threads.page(reader.user(), RoomId.parse(room), ReadingParameters.position(from), Math.min(most, MOST), participated(include))
                .chain(page -> rendering.render(reader, page.roots()).map(roots -> {
                    ObjectNode answer = JsonNodes.object();
                    answer.putArray("chunk").addAll(roots);
                    page.next().ifPresent(next -> answer.put("next_batch", ReadingParameters.token(next)));
                    return answer;
                }));
    }

    private static boolean participated(String include) {
        return switch (include == null ? "all" : include) {
            case "all" -> false;
            case "participated" -> true;
            default -> throw MatrixException.invalidParam("\"include\" is \"all\" or \"participated\".");
        };
    }
}
