package org.colloque.messaging.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.room.EventRendering;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.json.CanonicalJson;

/**
 * What is told together with events of timelines that do not reach back to the client's token; all rooms at once, and nothing is asked when no
 * event relates to any of them. Spec: client-server-api, "Aggregations of child events".
 */
@Singleton
public class RelationSource implements SyncSource {

    private final EventRendering rendering;

    RelationSource(EventRendering rendering) {
        this.rendering = rendering;
    }

    @Override
    public int order() {
        return RELATIONS;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        List<RoomView> views = pass.views().stream().filter(view -> view.hasTimeline() && (view.limited || view.bundled)).toList();
        List<StoredEvent> related = views.stream().flatMap(view -> view.timeline.stream()).filter(TimelineEvent::related)
                .map(TimelineEvent::stored).toList();
        return related.isEmpty() ? InTurn.done() : rendering.relations(pass.request().requester(), related).invoke(told -> {
            Map<EventId, byte[]> bytes = bytes(told);
            views.forEach(view -> view.relations = bytes);
        }).replaceWithVoid();
    }

    private static Map<EventId, byte[]> bytes(Map<EventId, ObjectNode> told) {
        Map<EventId, byte[]> bytes = HashMap.newHashMap(told.size());
        told.forEach((id, relations) -> bytes.put(id, CanonicalJson.lenientBytes(relations)));
        return bytes;
    }
}
