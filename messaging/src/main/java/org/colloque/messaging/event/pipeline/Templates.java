package org.colloque.messaging.event.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** What {@code make_join}, {@code make_leave} and {@code make_knock} answer. */
@ApplicationScoped
class Templates {

    private final RoomHeads heads;
    private final DraftReads reads;
    private final EventMaker maker;
    private final ServerConfig server;

    Templates(RoomHeads heads, DraftReads reads, EventMaker maker, ServerConfig server) {
        this.heads = heads;
        this.reads = reads;
        this.maker = maker;
        this.server = server;
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#template}. */
    Uni<ObjectNode> template(RoomId room, UserId user, String membership, ObjectNode content) {
        ObjectNode full = content.deepCopy().put("membership", membership);
        EventTemplate template = EventTemplate.state(user, EventTypes.MEMBER, user.value(), full);
        return heads.get(room).chain(found -> {
            RoomDraft draft = RoomDraft.on(
                    found.orElseThrow(() -> MatrixException.notFound("This server does not know the room.")), server.serverName());
            return reads.ground(draft, LocalEvents.slots(draft, template))
                    .map(ground -> maker.unsealed(draft, template, ground));
        });
    }
}
