package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.LazyMembers;
import org.colloque.messaging.room.PageRequest;
import org.colloque.messaging.room.TimelineService;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;

/** Paging through a room. Spec: client-server-api, "Getting events for a room", "Event context". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TimelineResource {

    private static final int USUAL = 10;

    private final TimelineService timelines;
    private final LazyMembers members;
    private final EventRendering rendering;
    private final CurrentRequester requester;

    TimelineResource(TimelineService timelines, LazyMembers members, EventRendering rendering, CurrentRequester requester) {
        this.timelines = timelines;
        this.members = members;
        this.rendering = rendering;
        this.requester = requester;
    }

    @GET
    @Path("/messages")
    public Uni<ObjectNode> messages(@PathParam("roomId") String room, @QueryParam("from") String from,
            @QueryParam("to") String to, @QueryParam("dir") String direction, @QueryParam("limit") String limit,
            @QueryParam("filter") String filter) {
        EventFilter wanted = ReadingParameters.filter(filter);
        PageRequest request = new PageRequest(ReadingParameters.position(from), ReadingParameters.position(to),
                ReadingParameters.forward(direction), ReadingParameters.limit(limit, wanted.limit().orElse(USUAL)));
        Requester reader = requester.get();
        return timelines.page(reader.user(), RoomId.parse(room), request)
                .chain(page -> answer(reader, page, wanted, from));
    }

    @GET
    @Path("/context/{eventId}")
    public Uni<ObjectNode> context(@PathParam("roomId") String room, @PathParam("eventId") String event,
            @QueryParam("limit") String limit, @QueryParam("filter") String filter) {
        EventFilter wanted = ReadingParameters.filter(filter);
        Requester reader = requester.get();
        return timelines.context(reader.user(), RoomId.parse(room), EventId.parse(event), ReadingParameters.limit(limit, USUAL))
                .chain(context -> answer(reader, context, wanted));
    }

    @GET
    @Path("/event/{eventId}")
    public Uni<ObjectNode> event(@PathParam("roomId") String room, @PathParam("eventId") String event) {
        Requester reader = requester.get();
        return timelines.event(reader.user(), RoomId.parse(room), EventId.parse(event))
                .chain(found -> rendering.render(reader, List.of(found))).map(List::getFirst);
    }

    private Uni<ObjectNode> answer(Requester reader, TimelineService.Page page, EventFilter wanted, String from) {
        List<StoredEvent> events = admitted(page.events(), wanted);
        ObjectNode answer = JsonNodes.object();
        answer.put("start", from == null || from.isEmpty() ? ReadingParameters.token(page.from()) : from);
        page.end().ifPresent(end -> answer.put("end", ReadingParameters.token(end)));
        return rendering.render(reader, events)
                .invoke(rendered -> answer.putArray("chunk").addAll(rendered))
                .chain(() -> members.of(page.view().state(), events, wanted))
                .chain(state -> rendering.render(reader, state))
                .invoke(state -> {
                    if (!state.isEmpty()) {
                        answer.putArray("state").addAll(state);
                    }
                }).replaceWith(answer);
    }

    private Uni<ObjectNode> answer(Requester reader, TimelineService.Context context, EventFilter wanted) {
        List<StoredEvent> before = admitted(context.before(), wanted);
        List<StoredEvent> after = admitted(context.after(), wanted);
        ObjectNode answer = JsonNodes.object();
        answer.put("start", ReadingParameters.token(context.start())).put("end", ReadingParameters.token(context.end()));
        List<StoredEvent> all = Stream.of(List.of(context.event()), before, after).flatMap(List::stream).toList();
        return rendering.render(reader, all).invoke(events -> {
            answer.set("event", events.getFirst());
            answer.putArray("events_before").addAll(events.subList(1, 1 + before.size()));
            answer.putArray("events_after").addAll(events.subList(1 + before.size(), events.size()));
        }).chain(() -> timelines.stateAt(context))
                .chain(state -> stateOf(state, context, wanted))
                .chain(state -> rendering.render(reader, state)).invoke(state -> answer.putArray("state").addAll(state))
                .replaceWith(answer);
    }

    private Uni<List<StoredEvent>> stateOf(RoomState state, TimelineService.Context context, EventFilter wanted) {
        List<StoredEvent> shown = new ArrayList<>(context.before());
        shown.addAll(context.after());
        shown.add(context.event());
        return members.stateFor(state, shown, wanted);
    }

    private static List<StoredEvent> admitted(List<StoredEvent> events, EventFilter wanted) {
        return events.stream().filter(event ->
                wanted.admits(event.pdu().type(), event.pdu().sender().value(), event.pdu().content())).toList();
    }
}
