package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.signing.SigningKeys;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Rooms of another server that this one enters. */
@ApplicationScoped
public class FederatedRooms {

    static final ServerName OURS = new ServerName("ministry.example");

    private final EventPipeline pipeline;
    private final SigningKeys keys;

    FederatedRooms(EventPipeline pipeline, SigningKeys keys) {
        this.pipeline = pipeline;
        this.keys = keys;
    }

    /** The server that is to be asked from now on. */
    static void reach(SimulatedServer server) {
        ReachableServer.reach(server);
    }

    /** An event of a user of this server as another one knows the room, signed by this server. */
    Pdu ours(SimulatedServer other, EventTemplate template, Pdu... previous) {
        return other.keep(new EventBuilder(other.version, OURS, keys.current())
                .build(template, other.position(template, previous), last(previous) + 1));
    }

    private static long last(Pdu... previous) {
        return List.of(previous).stream().mapToLong(Pdu::originServerTs).max().orElseThrow();
    }

    /** Joins the other server's room on top of an event; answers the join. */
    Pdu enter(SimulatedServer other, UserId user, Pdu last) {
        List<Pdu> state = other.state(last);
        Pdu join = ours(other, EventTemplate.state(user, EventTypes.MEMBER, user.value(),
                JsonNodes.object().put("membership", "join")), last);
        await(pipeline.acceptRoom(other.name, other.version, join, state, other.authChain(state)));
        return join;
    }
}
