package org.colloque.messaging.sync.sliding;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.accountdata.AccountDataChange;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.receipt.ReceiptChange;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.sync.SyncPass;
import org.colloque.messaging.sync.sliding.RoomLists.Windows;
import org.colloque.messaging.sync.sliding.SlidingPlanner.Span;
import org.colloque.protocol.id.RoomId;

/** One attempt to answer: which rooms match, what is new in them, and what the extensions say. */
@Singleton
class SlidingPass {

    private final RoomLists lists;
    private final SlidingPlanner planner;
    private final RoomResults results;
    private final Connections connections;
    private final List<SlidingExtension> extensions;

    SlidingPass(RoomLists lists, SlidingPlanner planner, RoomResults results, Connections connections, @All List<SlidingExtension> extensions) {
        this.lists = lists;
        this.planner = planner;
        this.results = results;
        this.connections = connections;
        this.extensions = List.copyOf(extensions);
    }

    /** @param pass without views and with an empty answer */
    Uni<SlidingAnswer> run(SlidingRequest request, SentRooms sent, SyncPass pass) {
        Span span = new Span(pass.user(), sent, pass.since(), pass.upTo().position(),
                pass.changes().map(changes -> rooms(changes, RoomChange.class)), direct(pass));
        SlidingAnswer answer = new SlidingAnswer();
        answer.number = connections.nextNumber();
        return windows(request, span).chain(windows -> planner.plan(span, windows.matches().values()).chain(rooms -> {
            answer.counts = windows.counts();
            return results.load(request, pass, windows, rooms, answer)
                    .chain(() -> extensions(new ExtensionPass(request, pass, sent, windows.matches(), anew(windows, rooms, sent)), answer))
                    .invoke(() -> answer.sent = sent.with(changed(span, pass, windows, rooms), spoken(request)));
        })).replaceWith(answer);
    }

    private Uni<Windows> windows(SlidingRequest request, Span span) {
        SlidingRequest.Rules rules = request.rules();
        return rules.lists().isEmpty() && rules.subscriptions().isEmpty() ? Uni.createFrom().item(new Windows(Map.of(), Map.of()))
                : planner.told(span, rules.subscriptions().keySet()).chain(told -> lists.windows(rules, span.user(), told));
    }

    private static <T extends Change> Set<RoomId> rooms(List<Change> changes, Class<T> type) {
        return changes.stream().filter(type::isInstance).flatMap(change -> change.rooms().stream()).collect(Collectors.toSet());
    }

    /** Which rooms are direct, when the user has said so anew since the client came last. */
    private static Optional<Set<String>> direct(SyncPass pass) {
        return pass.user().accountData("m.direct").filter(entry -> entry.position() > pass.since()).map(ignored -> DirectRooms.of(pass.user()));
    }

    private Uni<Void> extensions(ExtensionPass pass, SlidingAnswer answer) {
        return InTurn.each(extensions, extension -> !extension.isWanted(pass.request().extensions()) ? InTurn.done()
                : extension.part(pass).invoke(part -> part.ifPresent(said -> answer.extensions.put(extension.name(), said))).replaceWithVoid());
    }

    private Set<String> spoken(SlidingRequest request) {
        return extensions.stream().filter(extension -> extension.isRemembered() && extension.isWanted(request.extensions()))
                .map(SlidingExtension::name).collect(Collectors.toSet());
    }

    /** Rooms of which the client has nothing, or which it has not followed all the time. */
    private static Set<Long> anew(Windows windows, List<SlidingRoom> rooms, SentRooms sent) {
        Set<Long> anew = rooms.stream().filter(room -> room.plan.initial()).map(room -> room.view.membership.room())
                .collect(Collectors.toCollection(HashSet::new));
        windows.matches().values().stream().map(match -> match.membership().room())
                .filter(room -> sent.of(room).filter(known -> !known.isLive()).isPresent()).forEach(anew::add);
        return anew;
    }

    /** What the client has after the answer: the rooms that it tells of, and those that it left behind although something happened there. */
    private static Map<Long, SentRoom> changed(Span span, SyncPass pass, Windows windows, List<SlidingRoom> rooms) {
        Map<Long, SentRoom> changed = new HashMap<>();
        rooms.forEach(room -> changed.put(room.view.membership.room(), room.after()));
        if (span.sent().rooms().isEmpty()) {
            return changed;
        }
        Set<Long> matched = windows.matches().values().stream().map(match -> match.membership().room()).collect(Collectors.toSet());
        Optional<Set<Long>> touched = pass.changes().map(changes -> touched(pass, changes));
        span.sent().rooms().forEach((room, sent) -> {
            if (sent.isLive() && !matched.contains(room) && touched.map(some -> some.contains(room)).orElse(true)) {
                changed.put(room, sent.behind(span.since()));
            }
        });
        return changed;
    }

    private static Set<Long> touched(SyncPass pass, List<Change> changes) {
        Set<RoomId> rooms = rooms(changes, ReceiptChange.class);
        pass.changes(AccountDataChange.class).stream().filter(change -> change.user().equals(pass.user().id()))
                .forEach(change -> change.room().ifPresent(rooms::add));
        Set<Long> touched = rooms.stream().flatMap(room -> pass.user().membership(room).stream()).map(membership -> membership.room())
                .collect(Collectors.toCollection(HashSet::new));
        pass.changes(RoomChange.class).forEach(change -> touched.add(change.roomNumber()));
        return touched;
    }
}
