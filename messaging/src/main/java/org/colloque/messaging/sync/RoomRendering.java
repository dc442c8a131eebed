package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.sync.RenderedEvent.Seen;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;

/** Puts a room's timeline and state together as the client of a pass sees them: each event as JSON. */
@Singleton
public class RoomRendering {

    private final EventRenderer renderer;

    RoomRendering(EventRenderer renderer) {
        this.renderer = renderer;
    }

    /** The events of the timeline, in its order. */
    public Uni<List<byte[]>> timeline(SyncPass pass, RoomView view) {
        return rendered(view).map(events -> timeline(pass, view, events));
    }

    /** An event of the state. */
    public byte[] state(SyncPass pass, RoomView view, TimelineEvent event) {
        return bytes(pass, event.pdu(), renderer.state(event),
                new Seen(pass.now(), view.membership.membership(), Optional.empty(), Optional.empty()));
    }

    private Uni<List<RenderedEvent>> rendered(RoomView view) {
        List<RenderedEvent> all = new ArrayList<>();
        if (view.recent) {
            return InTurn.each(view.timeline, event -> rendered(event, all)).replaceWith(all);
        }
        view.timeline.forEach(event -> all.add(renderer.whole(event, Optional.ofNullable(view.replaced.get(event.number())))));
        return Uni.createFrom().item(all);
    }

    private Uni<Void> rendered(TimelineEvent event, List<RenderedEvent> all) {
        Optional<RenderedEvent> known = renderer.known(event.stored());
        known.ifPresent(all::add);
        return known.isPresent() ? InTurn.done() : renderer.whole(event.stored()).invoke(all::add).replaceWithVoid();
    }

    private static List<byte[]> timeline(SyncPass pass, RoomView view, List<RenderedEvent> events) {
        String membership = view.membership.membership();
        List<byte[]> backwards = new ArrayList<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            TimelineEvent event = view.timeline.get(i);
            backwards.add(bytes(pass, event.pdu(), events.get(i), new Seen(pass.now(), membership, event.transaction(),
                    Optional.ofNullable(view.relations.get(event.pdu().eventId())))));
            if (event.pdu().isState(EventTypes.MEMBER, pass.user().id().value())) {
                membership = events.get(i).membershipBefore();
            }
        }
        return backwards.reversed();
    }

    private static byte[] bytes(SyncPass pass, Pdu pdu, RenderedEvent event, Seen seen) {
        if (pass.filter().federationFormat()) {
            return pdu.canonical();
        }
        JsonBytes out = new JsonBytes(event.expectedSize());
        event.write(out, seen);
        return pass.filter().fields().isEmpty() ? out.toByteArray() : EventFields.of(out.toByteArray(), pass.filter().fields());
    }
}
