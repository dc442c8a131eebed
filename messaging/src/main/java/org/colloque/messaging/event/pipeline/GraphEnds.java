package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.messaging.event.append.WarmRoom;
import org.colloque.protocol.id.RoomId;
import org.jboss.logging.Logger;

/**
 * Keeps the ends of a room's graph few, whatever other servers do: with each one more the state costs more to resolve. Where nobody here says
 * anything that would join them, events that nobody sees do.
 */
@Singleton
class GraphEnds {

    /** As many as other servers bear too. */
    static final int MOST = 10;

    /** What comes in together is joined together. */
    private static final long PAUSE_MILLISECONDS = 1000;
    private static final int MOST_ROUNDS = 20;
    private static final Logger LOG = Logger.getLogger(GraphEnds.class);

    private final RoomHeads heads;
    private final RoomQueues queues;
    private final DummyEvents dummies;
    private final Vertx vertx;
    private final Set<RoomId> planned = ConcurrentHashMap.newKeySet();

    GraphEnds(RoomHeads heads, RoomQueues queues, DummyEvents dummies, Vertx vertx) {
        this.heads = heads;
        this.queues = queues;
        this.dummies = dummies;
        this.vertx = vertx;
    }

    /** Has the ends joined in a moment, if they are too many. Nobody waits for it. */
    void look(RoomId room) {
        heads.get(room).subscribe().with(
                found -> found.map(WarmRoom::head).filter(GraphEnds::tooMany).ifPresent(head -> plan(room)),
                failure -> LOG.debugf(failure, "The ends of %s are not known", room));
    }

    static boolean tooMany(RoomHead head) {
        return head.isLocal() && head.extremities().size() > MOST;
    }

    private void plan(RoomId room) {
        if (planned.add(room)) {
            vertx.setTimer(PAUSE_MILLISECONDS, timer -> join(room, 0)
                    .onTermination().invoke(() -> planned.remove(room))
                    .subscribe().with(done -> { }, failure -> LOG.debugf("The ends of %s stay apart: %s", room, failure.getMessage())));
        }
    }

    private Uni<Void> join(RoomId room, int round) {
        return queues.submit(room, dummies).chain(joined -> joined && round < MOST_ROUNDS ? join(room, round + 1) : Uni.createFrom().voidItem());
    }
}
