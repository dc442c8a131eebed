package org.colloque.bridge.appservice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceBook;
import org.colloque.messaging.stream.EphemeralSerial;
import org.colloque.messaging.typing.TypingRooms;
import org.colloque.protocol.id.RoomId;

/**
 * What lives in memory only: who types, who is there. It is lost when it cannot be told soon. Spec: application-service-api, "Pushing
 * ephemeral data".
 */
@ApplicationScoped
class Passing {

    private final TypingRooms typing;
    private final PresenceBook presences;
    private final EphemeralSerial serials;
    private final Clock clock;

    Passing(TypingRooms typing, PresenceBook presences, EphemeralSerial serials, Clock clock) {
        this.typing = typing;
        this.presences = presences;
        this.serials = serials;
        this.clock = clock;
    }

    long newest() {
        return serials.newest();
    }

    /** What changed after a serial. */
    News after(long serial) {
        return new News(serials.newest(), typing.changedAfter(serial), presences.changedAfter(serial).toList());
    }

    /** What changed, up to a serial. */
    record News(long upTo, Map<RoomId, TypingRooms.Typing> typing, List<PresenceBook.Entry> presences) {

        Set<String> rooms() {
            Set<String> rooms = new HashSet<>();
            typing.keySet().forEach(room -> rooms.add(room.value()));
            presences.forEach(entry -> entry.rooms().forEach(room -> rooms.add(room.value())));
            return rooms;
        }
    }

    void add(News news, ApplicationService service, RoomInterest interest, ArrayNode ephemeral) {
        news.typing().forEach((room, who) -> {
            if (interest.holds(room.value())) {
                ArrayNode users = ephemeral.addObject().put("type", "m.typing").put("room_id", room.value()).putObject("content").putArray("user_ids");
                who.users().forEach(user -> users.add(user.value()));
            }
        });
        for (PresenceBook.Entry entry : news.presences()) {
            if (service.owns(entry.user()) || entry.rooms().stream().anyMatch(room -> interest.holds(room.value()))) {
                add(entry, ephemeral);
            }
        }
    }

    private void add(PresenceBook.Entry entry, ArrayNode ephemeral) {
        Presence presence = entry.presence();
        ObjectNode content = ephemeral.addObject().put("type", "m.presence").put("sender", entry.user().value()).putObject("content");
        content.put("presence", presence.state()).put("last_active_ago", Math.max(0, clock.millis() - presence.lastActive()))
                .put("currently_active", presence.isOnline());
        presence.message().ifPresent(words -> content.put("status_msg", words));
    }
}
