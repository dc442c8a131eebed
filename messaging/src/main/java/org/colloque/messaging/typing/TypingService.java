package org.colloque.messaging.typing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.colloque.messaging.database.Notifications;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.stream.Waiters;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/** Takes in who is typing, here and on other servers. Spec: client-server-api, "Typing Notifications". */
@ApplicationScoped
public class TypingService {

    private static final Logger LOG = Logger.getLogger(TypingService.class);
    private static final String CHANNEL = "colloque_typing";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration REMOTE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final long SWEEP_MILLISECONDS = 500;

    private final TypingRooms rooms;
    private final RoomReads reads;
    private final Waiters waiters;
    private final Notifications notifications;
    private final Event<TypingChanged> changes;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    TypingService(TypingRooms rooms, RoomReads reads, Waiters waiters, Notifications notifications, Event<TypingChanged> changes,
            Clock clock) {
        this.rooms = rooms;
        this.reads = reads;
        this.waiters = waiters;
        this.notifications = notifications;
        this.changes = changes;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        notifications.listen(CHANNEL, this::heard, () -> { });
        vertx.setPeriodic(SWEEP_MILLISECONDS, ignored -> sweep());
    }

    /** A local user types for some time, or no more (zero). Fails with {@code M_FORBIDDEN} when they are not in the room. */
    public Uni<Void> typing(UserId user, RoomId room, Duration time) {
        Duration atMost = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return joined(user, room).invoke(joined -> {
            if (!joined) {
                throw MatrixException.forbidden("You are not in this room.");
            }
            if (set(room, user, atMost)) {
                changes.fireAsync(new TypingChanged(room, user, !atMost.isZero()));
            }
        }).replaceWithVoid();
    }

    /** What another server says; left out when the user is not its own or not in the room. Spec: server-server-api, "Typing Notifications". */
    public Uni<Void> received(ServerName origin, RoomId room, UserId user, boolean typing) {
        if (!user.isOn(origin)) {
            return Uni.createFrom().voidItem();
        }
        return joined(user, room).invoke(joined -> {
            if (joined) {
                set(room, user, typing ? REMOTE : Duration.ZERO);
            }
        }).replaceWithVoid();
    }

    private boolean set(RoomId room, UserId user, Duration time) {
        long until = time.isZero() ? 0 : clock.millis() + time.toMillis();
        boolean changed = note(room, user, until);
        if (changed || until > 0) {
            tell(room, user, until);
        }
        return changed;
    }

    private boolean note(RoomId room, UserId user, long until) {
        boolean changed = rooms.set(room, user, until);
        if (changed) {
            waiters.wakeRoom(room);
        }
        return changed;
    }

    private Uni<Boolean> joined(UserId user, RoomId room) {
        StateKey slot = StateKey.member(user);
        return reads.head(room).chain(head -> head.isEmpty() ? Uni.createFrom().item(false)
                : reads.inState(head.get().state(), Set.of(slot))
                        .map(found -> found.containsKey(slot) && found.get(slot).pdu().membership().orElse("").equals("join")));
    }

    /** The other nodes are told aside: a request does not wait for it. */
    private void tell(RoomId room, UserId user, long until) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("node", node).put("room", room.value()).put("user", user.value())
                .put("until", until);
        notifications.sendAside(CHANNEL, message.toString()).subscribe().with(done -> { },
                failure -> LOG.debugf("Other nodes were not told who types: %s", failure.toString()));
    }

    private void heard(String payload) {
        ObjectNode message = MatrixJson.parseTrusted(payload.getBytes(StandardCharsets.UTF_8));
        if (!message.path("node").asText().equals(node)) {
            note(RoomId.parse(message.path("room").asText()), UserId.parse(message.path("user").asText()), message.path("until").asLong());
        }
    }

    private void sweep() {
        rooms.over(clock.millis()).forEach(entry -> note(entry.getKey(), entry.getValue(), 0));
        rooms.tidy(clock.millis() - KEPT.toMillis());
    }
}
