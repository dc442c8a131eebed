package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.push.Counts;
import org.colloque.messaging.push.PushRulesService;
import org.colloque.messaging.push.UnreadCounter;
import org.colloque.messaging.push.UnreadCounts;
import org.colloque.messaging.receipt.Receipt;
import org.colloque.messaging.receipt.ReceiptChange;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.protocol.push.PushRuleset;

/**
 * Unread counts of the rooms that the answer speaks of. New events are counted here, once they are about to be shown; only then must
 * the count be right. Spec: client-server-api, "Receiving notifications".
 */
@Singleton
public class UnreadSource implements SyncSource {

    private static final int LAST = 100;

    private final UnreadCounter counter;
    private final PushRulesService rules;
    private final RecentChanges recent;
    private final SyncStore store;

    UnreadSource(UnreadCounter counter, PushRulesService rules, RecentChanges recent, SyncStore store) {
        this.counter = counter;
        this.rules = rules;
        this.recent = recent;
        this.store = store;
    }

    @Override
    public int order() {
        return LAST;
    }

    @Override
    public Uni<Void> contribute(SyncPass pass) {
        UnreadCounts unread = pass.user().unread();
        Uni<Void> fresh = unread.isStale() || !recent.holdsAllAfter(unread.evaluatedTo())
                ? store.unread(pass.user().id()).invoke(unread::loaded).replaceWithVoid() : Uni.createFrom().voidItem();
        return fresh.chain(() -> count(pass, unread)).invoke(() -> write(pass, unread));
    }

    private Uni<Void> count(SyncPass pass, UnreadCounts unread) {
        List<RoomEventChange> events = recent.between(unread.evaluatedTo(), pass.upTo().position()).stream()
                .filter(RoomEventChange.class::isInstance).map(RoomEventChange.class::cast)
                .filter(event -> event.inTimeline() && pass.user().isJoined(event.room())).toList();
        PushRuleset own = rules.of(pass.user().id(), pass.user().accountData(AccountDataService.PUSH_RULES));
        long upTo = recent.holdsAllAfter(unread.evaluatedTo()) ? pass.upTo().position() : unread.evaluatedTo();
        return counter.count(pass.user().id(), own, unread, events, upTo);
    }

    private static void write(SyncPass pass, UnreadCounts unread) {
        pass.changes(ReceiptChange.class).stream().map(ReceiptChange::receipt)
                .filter(receipt -> receipt.user().equals(pass.user().id()) && pass.showsJoined(receipt.room()))
                .forEach(receipt -> pass.answer().joined(receipt.room()));
        boolean threads = pass.filter().room().timeline().threadCounts();
        pass.answer().joinedRooms().forEach((room, answer) -> write(answer, unread.of(room), threads));
    }

    private static void write(RoomAnswer answer, Map<String, Counts> counts, boolean threads) {
        if (!threads) {
            answer.unread = Optional.of(counts.values().stream().reduce(Counts.NONE, Counts::plus));
            return;
        }
        answer.unread = Optional.of(counts.getOrDefault(Receipt.MAIN, Counts.NONE));
        counts.forEach((thread, count) -> {
            if (!thread.equals(Receipt.MAIN)) {
                answer.unreadThreads.put(thread, count);
            }
        });
    }
}
