package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.PageRequest;
import org.colloque.messaging.room.RelationsService;
import org.colloque.messaging.room.RelationsService.Query;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;

/** The events that relate to one. Spec: client-server-api, "Relationships API". */
@Path("/_matrix/client/v1/rooms/{roomId}/relations/{eventId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RelationsResource {

    private static final int USUAL = 50;

    private final RelationsService relations;
    private final EventRendering rendering;
    private final CurrentRequester requester;

    RelationsResource(RelationsService relations, EventRendering rendering, CurrentRequester requester) {
        this.relations = relations;
        this.rendering = rendering;
        this.requester = requester;
    }

    @GET
    public Uni<ObjectNode> all(@PathParam("roomId") String room, @PathParam("eventId") String event, @Context UriInfo uri) {
        return page(room, event, Optional.empty(), Optional.empty(), uri);
    }

    @GET
    @Path("/{relType}")
    public Uni<ObjectNode> ofRelation(@PathParam("roomId") String room, @PathParam("eventId") String event,
            @PathParam("relType") String relType, @Context UriInfo uri) {
        return page(room, event, Optional.of(relType), Optional.empty(), uri);
    }

    @GET
    @Path("/{relType}/{eventType}")
    public Uni<ObjectNode> ofRelationAndType(@PathParam("roomId") String room, @PathParam("eventId") String event,
            @PathParam("relType") String relType, @PathParam("eventType") String eventType, @Context UriInfo uri) {
        return page(room, event, Optional.of(relType), Optional.of(eventType), uri);
    }

    private Uni<ObjectNode> page(String room, String event, Optional<String> relType, Optional<String> eventType, UriInfo uri) {
        var parameters = uri.getQueryParameters();
        String from = parameters.getFirst("from");
        Optional<Boolean> recurse = ReadingParameters.flag("recurse", parameters.getFirst("recurse"));
        PageRequest request = new PageRequest(ReadingParameters.position(from), ReadingParameters.position(parameters.getFirst("to")),
                ReadingParameters.forward(Optional.ofNullable(parameters.getFirst("dir")).orElse("b")),
                Math.max(1, ReadingParameters.limit(parameters.getFirst("limit"), USUAL)));
        Requester reader = requester.get();
        return relations.children(reader.user(), RoomId.parse(room),
                        new Query(EventId.parse(event), relType, eventType, request, recurse.orElse(false)))
                .chain(page -> answer(reader, page, Optional.ofNullable(from), recurse));
    }

    private Uni<ObjectNode> answer(Requester reader, RelationsService.Page page, Optional<String> from, Optional<Boolean> recurse) {
        return rendering.render(reader, page.events()).map(events -> {
            ObjectNode answer = JsonNodes.object();
            answer.putArray("chunk").addAll(events);
            page.next().ifPresent(next -> answer.put("next_batch", ReadingParameters.token(next)));
            from.filter(token -> !token.isEmpty()).ifPresent(token -> answer.put("prev_batch", token));
            recurse.ifPresent(asked -> answer.put("recursion_depth", asked ? RelationsService.DEPTH : 0));
            return answer;
        });
    }
}
