package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;

/** What gateways are told. Spec: push-gateway-api, {@code POST /_matrix/push/v1/notify}. */
@ApplicationScoped
class PushBodies {

    private static final StateKey NAME = StateKey.of(EventTypes.NAME);
    private static final StateKey ALIAS = StateKey.of(EventTypes.CANONICAL_ALIAS);
    private static final long SECOND = Duration.ofSeconds(1).toMillis();

    private final RoomReads reads;

    PushBodies(RoomReads reads) {
        this.reads = reads;
    }

    /** A notification of an event; empty when the event is not held any more. */
    Uni<Optional<ObjectNode>> of(Pusher pusher, Notification notification, long unread) {
        return reads.byId(List.of(notification.event())).chain(found -> {
            Optional<Pdu> event = Optional.ofNullable(found.get(notification.event())).map(StoredEvent::pdu);
            return event.isEmpty() ? Uni.createFrom().item(Optional.empty()) : of(pusher, notification, event.get(), unread).map(Optional::of);
        });
    }

    private Uni<ObjectNode> of(Pusher pusher, Notification notification, Pdu event, long unread) {
        ObjectNode body = JsonNodes.object().put("event_id", event.eventId().value()).put("room_id", notification.room().value());
        body.put("prio", isUrgent(notification, event) ? "high" : "low");
        addAddressee(body, pusher, unread).set("tweaks", notification.tweaksTree());
        return pusher.isEventIdOnly() ? Uni.createFrom().item(wrapped(body))
                : describe(body, notification, event).replaceWith(wrapped(body));
    }

    /** The count alone. */
    ObjectNode badge(Pusher pusher, long unread) {
        ObjectNode body = JsonNodes.object();
        addAddressee(body, pusher, unread);
        return wrapped(body);
    }

    /** What may be encrypted is as urgent as its content could be. */
    private static boolean isUrgent(Notification notification, Pdu event) {
        return event.type().equals(EventTypes.ENCRYPTED) || notification.tweaks().containsKey("sound")
                || notification.tweaks().containsKey("highlight") && notification.tweaks().get("highlight").asBoolean();
    }

    private Uni<Void> describe(ObjectNode body, Notification notification, Pdu event) {
        body.put("type", event.type()).put("sender", event.sender().value());
        body.set("content", event.content());
        if (event.type().equals(EventTypes.MEMBER)) {
            body.put("user_is_target", event.isState(EventTypes.MEMBER, notification.user().value()));
        }
        StateKey sender = StateKey.member(event.sender());
        return reads.head(notification.room()).chain(head -> head.isEmpty() ? Uni.createFrom().item(Map.<StateKey, StoredEvent>of())
                : reads.inState(head.get().state(), Set.of(NAME, ALIAS, sender))).invoke(state -> {
                    text(state, NAME, "name").ifPresent(name -> body.put("room_name", name));
                    text(state, ALIAS, "alias").ifPresent(alias -> body.put("room_alias", alias));
                    text(state, sender, "displayname").ifPresent(name -> body.put("sender_display_name", name));
                }).replaceWithVoid();
    }

    private static Optional<String> text(Map<StateKey, StoredEvent> state, StateKey slot, String field) {
        return Optional.ofNullable(state.get(slot)).map(event -> event.pdu().content().path(field).textValue()).filter(text -> !text.isEmpty());
    }

    // NOTSPEC: a count of zero is told, because the gateways in use clear the badge for a zero and leave it for a count that is missing.
    private static ObjectNode addAddressee(ObjectNode body, Pusher pusher, long unread) {
        body.putObject("counts").put("unread", unread);
        ObjectNode device = body.putArray("devices").addObject().put("app_id", pusher.key().appId())
                .put("pushkey", pusher.key().pushkey()).put("pushkey_ts", pusher.changed() / SECOND);
        device.set("data", pusher.dataForGateway());
        return device;
    }

    private static ObjectNode wrapped(ObjectNode body) {
        return JsonNodes.object().set("notification", body);
    }
}
