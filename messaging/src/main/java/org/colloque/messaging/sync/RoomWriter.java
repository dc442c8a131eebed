package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;

/** Writes a room's timeline and state into the answer. */
@Singleton
class RoomWriter {

    private final RoomRendering rendering;

    RoomWriter(RoomRendering rendering) {
        this.rendering = rendering;
    }

    Uni<Void> write(SyncPass pass, RoomView view) {
        return rendering.timeline(pass, view).invoke(events -> write(pass, view, events)).replaceWithVoid();
    }

    private void write(SyncPass pass, RoomView view, List<byte[]> events) {
        boolean joined = view.kind == RoomView.Kind.JOINED;
        RoomAnswer answer = joined ? pass.answer().joined(view.membership.roomId()) : pass.answer().left(view.membership.roomId());
        answer.timeline.addAll(events);
        writeState(pass, view, answer);
        answer.limited = view.limited;
        answer.prevBatch = Optional.of(SyncToken.at(view.timeline.isEmpty() ? view.upTo : view.start() - 1).toString());
        answer.summary = view.summary;
    }

    private void writeState(SyncPass pass, RoomView view, RoomAnswer answer) {
        EventFilter filter = pass.filter().room().state();
        boolean lazy = filter.lazyMembers();
        SentMembers sent = pass.user().sentMembers(pass.device());
        for (TimelineEvent event : view.state) {
            Pdu pdu = event.pdu();
            if (filter.admitsRoom(view.membership.roomId()) && filter.admits(pdu.type(), pdu.sender().value(), pdu.content())
                    && (!lazy || isWanted(pass, view, event))) {
                answer.state.add(rendering.state(pass, view, event));
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
}
