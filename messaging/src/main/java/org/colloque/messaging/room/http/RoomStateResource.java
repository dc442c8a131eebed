package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.AliasService;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.RoomAccess;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/** Reading a room's state and aliases. Spec: client-server-api, "Getting events for a room". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RoomStateResource {

    private final RoomAccess access;
    private final RoomReads reads;
    private final EventRendering rendering;
    private final AliasService aliases;
    private final CurrentRequester requester;

    RoomStateResource(RoomAccess access, RoomReads reads, EventRendering rendering, AliasService aliases,
            CurrentRequester requester) {
        this.access = access;
        this.reads = reads;
        this.rendering = rendering;
        this.aliases = aliases;
        this.requester = requester;
    }

    /** The answer of {@code GET /rooms/{roomId}/aliases}. */
    public record Aliases(List<RoomAlias> aliases) {
    }

    @GET
    @Path("/aliases")
    public Uni<Aliases> aliases(@PathParam("roomId") String room) {
        return aliases.of(requester.get().user(), RoomId.parse(room)).map(Aliases::new);
    }

    @GET
    @Path("/state")
    public Uni<List<ObjectNode>> all(@PathParam("roomId") String room) {
        Requester reader = requester.get();
        return access.state(reader.user(), RoomId.parse(room)).chain(state -> rendering.render(reader, state));
    }

    @GET
    @Path("/state/{eventType}{slash: /?}")
    public Uni<JsonNode> content(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @QueryParam("format") String format) {
        return content(room, type, "", format);
    }

    @GET
    @Path("/state/{eventType}/{stateKey}")
    public Uni<JsonNode> content(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @PathParam("stateKey") String stateKey, @QueryParam("format") String format) {
        Requester reader = requester.get();
        StateKey slot = new StateKey(type, stateKey);
        RoomId id = RoomId.parse(room);
        return access.view(reader.user(), id)
                .chain(view -> view.head().isUnknown(slot) ? access.wholeView(reader.user(), id) : Uni.createFrom().item(view))
                .chain(view -> reads.inState(view.state(), Set.of(slot)))
                .chain(state -> {
                    StoredEvent event = state.get(slot);
                    if (event == null) {
                        return Uni.createFrom().failure(MatrixException.notFound("The room has no such state."));
                    }
                    return "event".equals(format) ? rendering.render(reader, List.of(event)).map(List::getFirst)
                            : Uni.createFrom().item(event.pdu().content());
                });
    }
}
