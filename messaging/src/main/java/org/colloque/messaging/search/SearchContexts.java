package org.colloque.messaging.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.TimelineService;
import org.colloque.messaging.search.SearchService.Match;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;

/** What happened around results. Spec: client-server-api, {@code POST /search}, {@code event_context}. */
@ApplicationScoped
public class SearchContexts {

    private static final List<String> PROFILE = List.of("displayname", "avatar_url");

    private final TimelineService timelines;
    private final EventRendering rendering;
    private final RoomReads reads;

    SearchContexts(TimelineService timelines, EventRendering rendering, RoomReads reads) {
        this.timelines = timelines;
        this.rendering = rendering;
        this.reads = reads;
    }

    /**
     * How much is wanted.
     *
     * @param profiles whether the names and pictures of those days are wanted too
     */
    public record Wanted(int before, int after, boolean profiles) {
    }

    /** The contexts of results, in their order. */
    public Uni<List<ObjectNode>> of(Requester reader, List<Match> matches, Wanted wanted) {
        List<ObjectNode> contexts = new ArrayList<>();
        return InTurn.each(matches, match -> of(reader, match.event(), wanted).invoke(contexts::add).replaceWithVoid()).replaceWith(contexts);
    }

    private Uni<ObjectNode> of(Requester reader, StoredEvent event, Wanted wanted) {
        return timelines.context(reader.user(), event.pdu().roomId(), event.pdu().eventId(), wanted.before(), wanted.after())
                .chain(context -> answer(reader, context)
                        .call(answer -> wanted.profiles() ? addProfiles(context, answer) : Uni.createFrom().voidItem()));
    }

    private Uni<ObjectNode> answer(Requester reader, TimelineService.Context context) {
        List<StoredEvent> all = Stream.concat(context.before().stream(), context.after().stream()).toList();
        return rendering.render(reader, all).map(events -> {
            ObjectNode answer = JsonNodes.object();
            answer.put("start", SyncToken.at(context.start()).toString()).put("end", SyncToken.at(context.end()).toString());
            answer.putArray("events_before").addAll(events.subList(0, context.before().size()));
            answer.putArray("events_after").addAll(events.subList(context.before().size(), events.size()));
            return answer;
        });
    }

    private Uni<Void> addProfiles(TimelineService.Context context, ObjectNode answer) {
        Set<StateKey> senders = Stream.of(List.of(context.event()), context.before(), context.after()).flatMap(List::stream)
                .map(event -> StateKey.member(event.pdu().sender())).collect(Collectors.toSet());
        return timelines.stateAt(context).chain(state -> reads.inState(state, senders)).invoke(members -> {
            ObjectNode profiles = answer.putObject("profile_info");
            members.forEach((slot, member) -> {
                ObjectNode profile = profiles.putObject(slot.stateKey());
                PROFILE.forEach(field -> Optional.ofNullable(member.pdu().content().path(field).textValue())
                        .ifPresent(value -> profile.put(field, value)));
            });
        }).replaceWithVoid();
    }
}
