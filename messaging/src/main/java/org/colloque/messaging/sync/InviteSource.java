package org.colloque.messaging.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.SyncStore.Part;
import org.colloque.messaging.sync.SyncStore.StateQuery;
import org.colloque.protocol.event.ClientEvents;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/** Rooms that the user is invited to or knocks at, with what may be seen of them from outside. Spec: client-server-api, "Stripped state". */
@Singleton
public class InviteSource implements SyncSource {

    private static final Set<String> SHOWN = Set.of(EventTypes.CREATE, EventTypes.NAME, EventTypes.AVATAR, EventTypes.TOPIC,
            EventTypes.JOIN_RULES, EventTypes.CANONICAL_ALIAS, EventTypes.ENCRYPTION);

    private final SyncStore store;

    InviteSource(SyncStore store) {
        this.store = store;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        List<RoomView> views = pass.views().stream().filter(view -> isShown(pass, view)).toList();
        if (views.isEmpty()) {
            return InTurn.done();
        }
        List<Long> rooms = views.stream().map(view -> view.membership.room()).toList();
        return store.strippedStates(pass.user().id(), rooms).chain(outside -> inside(views).invoke(inside -> {
            for (int i = 0; i < views.size(); i++) {
                show(pass, views.get(i), outside, inside.get(i));
            }
        })).replaceWithVoid();
    }

    private static boolean isShown(SyncPass pass, RoomView view) {
        return view.kind == RoomView.Kind.KNOCKED || view.kind == RoomView.Kind.INVITED && !pass.user().hidesInvite(view.membership.sender());
    }

    private Uni<List<List<TimelineEvent>>> inside(List<RoomView> views) {
        List<StateQuery> queries = views.stream()
                .map(view -> new StateQuery(view.membership.room(), StateQuery.CURRENT, new Part.Stripped(view.membership.event()))).toList();
        Set<String> inviters = views.stream().map(view -> view.membership.sender().value()).collect(Collectors.toSet());
        return store.states(queries, inviters);
    }

    private static void show(SyncPass pass, RoomView view, Map<Long, byte[]> outside, List<TimelineEvent> inside) {
        byte[] kept = outside.get(view.membership.room());
        List<ObjectNode> events = new ArrayList<>();
        String self = pass.user().id().value();
        if (kept != null) {
            MatrixJson.parse(kept, MatrixJson.MAX_DEPTH).forEach(event -> events.add((ObjectNode) event));
        } else {
            String inviter = view.membership.sender().value();
            inside.stream().filter(event -> SHOWN.contains(event.pdu().type()) || event.pdu().isState(EventTypes.MEMBER, inviter))
                    .forEach(event -> events.add(ClientEvents.stripped(event.pdu())));
        }
        events.removeIf(event -> event.path("type").asText().equals(EventTypes.MEMBER) && event.path("state_key").asText().equals(self));
        inside.stream().filter(event -> event.pdu().isState(EventTypes.MEMBER, self)).findFirst()
                .ifPresent(event -> events.add(ClientEvents.stripped(event.pdu())));
        ArrayNode list = JsonNodes.array();
        events.forEach(list::add);
        byte[] json = CanonicalJson.lenientBytes(list);
        if (view.kind == RoomView.Kind.INVITED) {
            pass.answer().invited(view.membership.roomId(), json);
        } else {
            pass.answer().knocked(view.membership.roomId(), json);
        }
    }
}
