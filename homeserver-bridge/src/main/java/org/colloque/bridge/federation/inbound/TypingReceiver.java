package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.typing.TypingService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Who types on other servers. Spec: server-server-api, "Typing Notifications". */
@ApplicationScoped
class TypingReceiver implements EduReceiver {

    private final TypingService typing;
    private final PeerAccess access;

    TypingReceiver(TypingService typing, PeerAccess access) {
        this.typing = typing;
        this.access = access;
    }

    @Override
    public String type() {
        return "m.typing";
    }

    @Override
    public Uni<Void> receive(ServerName origin, ObjectNode content) {
        JsonBody body = new JsonBody(content);
        RoomId room = new RoomId(body.text("room_id"));
        UserId user = new UserId(body.text("user_id"));
        boolean types = body.flag("typing", false);
        return access.heard(origin, room).chain(head -> typing.received(origin, room, user, types));
    }
}
