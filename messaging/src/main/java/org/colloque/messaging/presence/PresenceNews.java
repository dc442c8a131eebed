package org.colloque.messaging.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.colloque.messaging.database.Notifications;
import org.colloque.messaging.stream.EphemeralSerial;
import org.colloque.messaging.stream.Waiters;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/** Writes a change into the book of every node, and wakes whom it concerns. */
@ApplicationScoped
class PresenceNews {

    private static final Logger LOG = Logger.getLogger(PresenceNews.class);
    private static final String CHANNEL = "colloque_presence";

    private final PresenceBook book;
    private final UserRooms rooms;
    private final EphemeralSerial serials;
    private final Waiters waiters;
    private final PresenceWaking waking;
    private final Notifications notifications;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    PresenceNews(PresenceBook book, UserRooms rooms, EphemeralSerial serials, Waiters waiters, PresenceWaking waking,
            Notifications notifications, Clock clock) {
        this.book = book;
        this.rooms = rooms;
        this.serials = serials;
        this.waiters = waiters;
        this.waking = waking;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * A change.
     *
     * @param said whether the user said so
     */
    record Item(UserId user, String state, Optional<String> message, boolean said) {
    }

    void listen(Consumer<Item> heard) {
        notifications.listen(CHANNEL, payload -> hear(payload, heard), () -> { });
    }

    /** Keeps the change here, and tells the other nodes aside: nobody waits for it. */
    Uni<Presence> tell(Item item) {
        ObjectNode text = JsonNodes.object().put("node", node).put("user", item.user().value()).put("state", item.state())
                .put("said", item.said());
        item.message().ifPresent(words -> text.put("message", words));
        notifications.sendAside(CHANNEL, text.toString()).subscribe().with(done -> { }, this::failed);
        return keep(item);
    }

    /** Keeps the change on this node alone. */
    Uni<Presence> keep(Item item) {
        return rooms.joined(item.user()).map(joined -> {
            long serial = serials.next();
            long said = item.said() ? serial : book.of(item.user()).map(entry -> entry.presence().said()).orElse(0L);
            Presence presence = new Presence(item.state(), item.message(), clock.millis(), serial, said);
            book.put(new PresenceBook.Entry(item.user(), presence, joined));
            wake(item, joined);
            return presence;
        });
    }

    void failed(Throwable failure) {
        LOG.debugf("Not everybody was told who is there: %s", failure.toString());
    }

    private void wake(Item item, Set<RoomId> joined) {
        if (item.said()) {
            waiters.wakeUsers(Set.of(item.user()));
        }
        waking.wake(joined);
    }

    private void hear(String payload, Consumer<Item> heard) {
        ObjectNode text = MatrixJson.parseTrusted(payload.getBytes(StandardCharsets.UTF_8));
        if (!text.path("node").asText().equals(node)) {
            Item item = new Item(new UserId(text.path("user").asText()), text.path("state").asText(), JsonNodes.text(text, "message"),
                    text.path("said").asBoolean());
            keep(item).subscribe().with(kept -> heard.accept(item), this::failed);
        }
    }
}
