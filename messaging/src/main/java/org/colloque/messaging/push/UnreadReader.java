package org.colloque.messaging.push;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.colloque.messaging.accountdata.AccountDataEntry;
import org.colloque.messaging.accountdata.AccountDataService;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.push.UnreadStore.Counted;
import org.colloque.messaging.push.UnreadStore.Member;
import org.colloque.messaging.push.UnreadStore.Step;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.push.PushOutcome;
import org.colloque.protocol.push.PushRuleset;
import org.jboss.logging.Logger;

/**
 * Reads the log with a durable cursor and counts what is unread for every local member, so that somebody who comes back after a week
 * finds the counts without anything being scanned. Who is active sees counts of memory, which are ahead of it.
 */
@ApplicationScoped
public class UnreadReader {

    private static final Logger LOG = Logger.getLogger(UnreadReader.class);
    private static final long PAUSE_MILLISECONDS = 2_000;

    private final UnreadStore store;
    private final EventPushes pushes;
    private final PushRulesService rules;
    private final RecentChanges recent;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;

    UnreadReader(UnreadStore store, EventPushes pushes, PushRulesService rules, RecentChanges recent) {
        this.store = store;
        this.pushes = pushes;
        this.rules = rules;
        this.recent = recent;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(PAUSE_MILLISECONDS, ignored -> readOn());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void readOn() {
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        read().subscribe().with(done -> busy.set(false), failure -> {
            busy.set(false);
            if (!stopped) {
                LOG.warnf("Unread messages could not be counted, trying again: %s", failure.toString());
            }
        });
    }

    /** Reads up to where this node is. */
    Uni<Void> read() {
        return store.step(recent.newest(), this::count).chain(more -> more && !stopped ? read() : Uni.createFrom().voidItem());
    }

    private Uni<Counted> count(Step step) {
        Map<RoomId, List<Member>> members = step.members().stream().collect(Collectors.groupingBy(Member::room));
        Tallies tallies = new Tallies();
        return InTurn.each(step.events(), event -> {
            List<Member> there = members.getOrDefault(event.room(), List.of());
            return there.isEmpty() ? Uni.createFrom().voidItem()
                    : pushes.of(event).call(push -> push.map(prepared -> prepared.ready(users(there))).orElseGet(() -> Uni.createFrom().voidItem()))
                            .invoke(push -> push.ifPresent(prepared -> there.forEach(member -> hold(event, prepared, member, tallies))))
                            .replaceWithVoid();
        }).replaceWith(tallies::counted);
    }

    private static List<UserId> users(List<Member> members) {
        return members.stream().map(Member::user).toList();
    }

    private void hold(RoomEventChange event, EventPush push, Member member, Tallies tallies) {
        if (member.joined() && push.isBy(member.user())) {
            if (push.showsPresence()) {
                tallies.wrote(member.user(), push);
            }
        } else if (member.joined() || isInvited(member.user(), event)) {
            PushOutcome outcome = push.outcome(member.user(), rules(member));
            if (outcome.notifies()) {
                notified(push, member, outcome, tallies);
            }
        }
    }

    /** Who is invited has no counts in the room, but is told of the invite. */
    private static boolean isInvited(UserId user, RoomEventChange event) {
        return event.member().filter(user::equals).isPresent() && event.membership().filter("invite"::equals).isPresent();
    }

    private static void notified(EventPush push, Member member, PushOutcome outcome, Tallies tallies) {
        if (member.joined()) {
            tallies.notified(member.user(), push, outcome.highlight());
        }
        if (member.pushes()) {
            tallies.toPush(push.notification(member.user(), outcome));
        }
    }

    private PushRuleset rules(Member member) {
        Optional<AccountDataEntry> stored = member.rulesPosition() == 0 ? Optional.empty()
                : Optional.of(new AccountDataEntry(AccountDataService.PUSH_RULES, member.rules(), member.rulesPosition()));
        return rules.of(member.user(), stored);
    }
}
