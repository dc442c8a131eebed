package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.messaging.sync.RenderedEvent.Seen;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;

/** Writes a room's timeline and state into the answer. */
@Singleton
class RoomWriter {

    private final EventRenderer renderer;

    RoomWriter(EventRenderer renderer) {
        this.renderer = renderer;
    }

    Uni<Void> write(SyncPass pass, RoomView view) {
        return rendered(view).invoke(events -> write(pass, view, events)).replaceWithVoid();
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

    private void write(SyncPass pass, RoomView view, List<RenderedEvent> events) {
        boolean joined = view.kind == RoomView.Kind.JOINED;
        RoomAnswer answer = joined ? pass.answer().joined(view.membership.roomId()) : pass.answer().left(view.membership.roomId());
        writeTimeline(pass, view, events, answer);
        writeState(pass, view, answer);
        answer.limited = view.limited;
        answer.prevBatch = Optional.of(SyncToken.at(view.timeline.isEmpty() ? view.upTo : view.start() - 1).toString());
        answer.summary = view.summary;
    }

    private static void writeTimeline(SyncPass pass, RoomView view, List<RenderedEvent> events, RoomAnswer answer) {
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
        answer.timeline.addAll(backwards.reversed());
    }

    private void writeState(SyncPass pass, RoomView view, RoomAnswer answer) {
        EventFilter filter = pass.filter().room().state();
        boolean lazy = filter.lazyMembers();
        SentMembers sent = pass.user().sentMembers(pass.device());
        for (TimelineEvent event : view.state) {
            Pdu pdu = event.pdu();
            if (filter.admitsRoom(view.membership.roomId()) && filter.admits(pdu.type(), pdu.sender().value(), pdu.content())
                    && (!lazy || isWanted(pass, view, event))) {
                answer.state.add(bytes(pass, pdu, renderer.state(event),
                        new Seen(pass.now(), view.membership.membership(), Optional.empty(), Optional.empty())));
                noteMember(lazy, sent, view, event, pass);
            }
        }
        view.timeline.stream().filter(TimelineEvent::isState).forEach(event -> noteMember(lazy, sent, view, event, pass));
    }

    /** Of a whole state, the members whom the timeline and the summary need; of changes, all. */
    private static boolean isWanted(SyncPass pass, RoomView view, TimelineEvent event) {
        if (!view.wholeState || !event.pdu().type().equals(EventTypes.MEMBER)) {
            return true;
        }
        String member = event.pdu().stateKey().orElse("");
        return member.equals(pass.user().id().value()) || view.heroes.stream().anyMatch(hero -> hero.value().equals(member))
                || view.timeline.stream().anyMatch(shown -> shown.pdu().sender().value().equals(member));
    }

    private static void noteMember(boolean lazy, SentMembers sent, RoomView view, TimelineEvent event, SyncPass pass) {
        if (lazy && event.pdu().type().equals(EventTypes.MEMBER)) {
            sent.sending(view.membership.roomId(), event.pdu().stateKey().orElse(""), event.number(), pass.upTo().position());
        }
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
