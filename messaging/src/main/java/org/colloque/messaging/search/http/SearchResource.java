package org.colloque.messaging.search.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.RoomAccess;
import org.colloque.messaging.search.SearchContexts;
import org.colloque.messaging.search.SearchService;
import org.colloque.messaging.search.SearchService.Match;
import org.colloque.messaging.search.SearchService.Results;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;

/** {@code POST /search}. Spec: client-server-api, "Server Side Search". */
@Path("/_matrix/client/v3/search")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class SearchResource {

    private final SearchService searching;
    private final SearchContexts contexts;
    private final EventRendering rendering;
    private final RoomAccess access;
    private final CurrentRequester requester;

    SearchResource(SearchService searching, SearchContexts contexts, EventRendering rendering, RoomAccess access, CurrentRequester requester) {
        this.searching = searching;
        this.contexts = contexts;
        this.rendering = rendering;
        this.access = access;
        this.requester = requester;
    }

    @POST
    public Uni<ObjectNode> search(@QueryParam("next_batch") String nextBatch, JsonBody body) {
        Optional<ObjectNode> criteria = new JsonBody(body.object("search_categories")).optionalObject("room_events");
        ObjectNode answer = JsonNodes.object();
        ObjectNode categories = answer.putObject("search_categories");
        if (criteria.isEmpty()) {
            return Uni.createFrom().item(answer);
        }
        Requester reader = requester.get();
        SearchCriteria asked = SearchCriteria.parse(new JsonBody(criteria.get()), nextBatch);
        ObjectNode found = categories.putObject("room_events");
        return searching.search(reader.user(), asked.request())
                .call(results -> addResults(reader, asked, results, found))
                .call(results -> asked.includeState() ? addState(reader, results, found.putObject("state")) : Uni.createFrom().voidItem())
                .replaceWith(answer);
    }

    private Uni<Void> addResults(Requester reader, SearchCriteria asked, Results results, ObjectNode found) {
        found.put("count", results.count());
        results.words().stream().sorted().forEach(found.putArray("highlights")::add);
        results.next().ifPresent(next -> found.put("next_batch", next.toString()));
        if (!asked.groupBy().isEmpty()) {
            ObjectNode groups = found.putObject("groups");
            asked.groupBy().forEach(key -> groups.set(key.field(), SearchGroups.of(key, results)));
        }
        var list = found.putArray("results");
        return rendering.render(reader, results.matches().stream().map(Match::event).toList())
                .invoke(events -> {
                    for (int i = 0; i < events.size(); i++) {
                        list.addObject().put("rank", results.matches().get(i).rank()).set("result", events.get(i));
                    }
                }).chain(() -> asked.context().isEmpty() ? Uni.createFrom().item(List.<ObjectNode>of())
                        : contexts.of(reader, results.matches(), asked.context().get()))
                .invoke(around -> {
                    for (int i = 0; i < around.size(); i++) {
                        ((ObjectNode) list.get(i)).set("context", around.get(i));
                    }
                }).replaceWithVoid();
    }

    private Uni<Void> addState(Requester reader, Results results, ObjectNode states) {
        Set<RoomId> rooms = results.matches().stream().map(match -> match.event().pdu().roomId()).collect(Collectors.toSet());
        return InTurn.each(rooms, room -> access.state(reader.user(), room).chain(state -> rendering.render(reader, state))
                .invoke(events -> states.putArray(room.value()).addAll(events)).replaceWithVoid());
    }
}
