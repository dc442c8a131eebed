package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.RoomId;

/** Runs one batch of a room: head, decisions, append; again when the head had moved. Answers each work for itself. */
@Singleton
class BatchRunner {

    /** Each conflict means that somebody else got through, so this many in a row mean that something is wrong. */
    private static final int MAX_ATTEMPTS = 50;
    private static final long SHORTEST_PAUSE = 5;
    private static final long LONGEST_PAUSE = 30;

    private final RoomHeads heads;
    private final AppendWriter writer;
    private final AppendStore store;
    private final RecentAppends recent;
    private final ServerConfig server;

    BatchRunner(RoomHeads heads, AppendWriter writer, AppendStore store, RecentAppends recent, ServerConfig server) {
        this.heads = heads;
        this.writer = writer;
        this.store = store;
        this.recent = recent;
        this.server = server;
    }

    /**
     * How many milliseconds to wait before the next batch of a room. Where another node writes too, the one that has just got
     * through stands back a little: the other has the head to load before it can try again, and would never get its turn.
     */
    long pause(RoomId room) {
        return heads.isShared(room) ? ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE, LONGEST_PAUSE) : 0;
    }

    /** Fails when nothing was answered yet to those that are left. */
    Uni<Void> run(RoomId room, List<WaitingWork<?>> batch) {
        return run(room, batch, 1);
    }

    private Uni<Void> run(RoomId room, List<WaitingWork<?>> batch, int attempt) {
        List<WaitingWork<?>> left = answerRepeated(room, batch);
        if (left.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (attempt > MAX_ATTEMPTS) {
            return Uni.createFrom().failure(new IllegalStateException("The head of " + room + " never holds still"));
        }
        return heads.get(room).chain(found -> {
            WarmRoom warm = found.orElseThrow(() -> MatrixException.forbidden("You are not in this room."));
            RoomDraft draft = RoomDraft.on(warm, server.serverName());
            return decide(left, draft).chain(() -> finish(new Attempt(room, warm, draft, left, attempt)));
        });
    }

    private Uni<Void> decide(List<WaitingWork<?>> works, RoomDraft draft) {
        Map<TransactionKey, WaitingWork<?>> first = new HashMap<>();
        return InTurn.each(works, work -> decide(work, draft, first));
    }

    private Uni<Void> decide(WaitingWork<?> work, RoomDraft draft, Map<TransactionKey, WaitingWork<?>> first) {
        if (!work.transactions().isEmpty()) {
            WaitingWork<?> before = first.putIfAbsent(work.transactions().getFirst(), work);
            if (before != null && !before.failed()) {
                work.sameAs(before);
                return Uni.createFrom().voidItem();
            }
        }
        return work.apply(draft);
    }

    private Uni<Void> finish(Attempt attempt) {
        boolean refused = attempt.works.stream().anyMatch(WaitingWork::failed);
        Uni<Boolean> current = refused ? heads.isCurrent(attempt.warm) : Uni.createFrom().item(true);
        return current.chain(isCurrent -> isCurrent ? append(attempt) : again(attempt));
    }

    private Uni<Void> append(Attempt attempt) {
        if (attempt.draft.isEmpty()) {
            attempt.works.forEach(WaitingWork::deliver);
            return Uni.createFrom().voidItem();
        }
        return writer.append(attempt.draft.toAppend())
                .onFailure().invoke(() -> heads.drop(attempt.room))
                .chain(outcome -> switch (outcome) {
                    case AppendOutcome.Moved(long firstPosition) -> moved(attempt, firstPosition);
                    case AppendOutcome.Conflict() -> again(attempt);
                    case AppendOutcome.TransactionSeen() -> seen(attempt);
                });
    }

    private Uni<Void> moved(Attempt attempt, long firstPosition) {
        recent.stored(attempt.draft, firstPosition);
        heads.moved(attempt.draft.moved(firstPosition));
        attempt.works.forEach(WaitingWork::deliver);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> again(Attempt attempt) {
        heads.drop(attempt.room);
        return run(attempt.room, attempt.works, attempt.number + 1);
    }

    private Uni<Void> seen(Attempt attempt) {
        Set<TransactionKey> keys = new HashSet<>();
        attempt.works.forEach(work -> keys.addAll(work.transactions()));
        return store.transactions(attempt.warm.head().number(), keys)
                .invoke(found -> recent.seen(attempt.room, found))
                .chain(() -> again(attempt));
    }

    private List<WaitingWork<?>> answerRepeated(RoomId room, List<WaitingWork<?>> batch) {
        List<WaitingWork<?>> left = new ArrayList<>();
        for (WaitingWork<?> work : batch) {
            List<EventRef> known = recent.events(room, work.transactions());
            if (known.isEmpty()) {
                left.add(work);
            } else {
                work.repeat(known);
            }
        }
        return left;
    }

    private record Attempt(RoomId room, WarmRoom warm, RoomDraft draft, List<WaitingWork<?>> works, int number) {
    }
}
