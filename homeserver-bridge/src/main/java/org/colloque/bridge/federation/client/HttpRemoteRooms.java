package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.federation.StrippedEvents;
import org.colloque.bridge.federation.client.MembershipHandshake.Kind;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.messaging.room.RemoteRooms;
import org.colloque.messaging.room.SignedInvite;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/** Rooms of other servers over the server-server API. */
@ApplicationScoped
class HttpRemoteRooms implements RemoteRooms {

    private static final String API = "/_matrix/federation/v1";
    private static final int MAX_SERVERS = 50;
    private static final Logger LOG = Logger.getLogger(HttpRemoteRooms.class);

    private final MembershipHandshake handshake;
    private final InviteDelivery invites;
    private final FederationClient client;
    private final Vertx vertx;

    HttpRemoteRooms(MembershipHandshake handshake, InviteDelivery invites, FederationClient client, Vertx vertx) {
        this.handshake = handshake;
        this.invites = invites;
        this.client = client;
        this.vertx = vertx;
    }

    @Override
    public Uni<EnteredRoom> join(ServerName through, UserId user, RoomId room, ObjectNode content) {
        return handshake.make(through, Kind.JOIN, user, room, content)
                .chain(join -> handshake.send(through, Kind.JOIN, join)
                        .chain(answer -> offEventLoop(() -> joined(through, join, answer))));
    }

    @Override
    public Uni<RemoteKnock> knock(ServerName through, UserId user, RoomId room, ObjectNode content) {
        return handshake.make(through, Kind.KNOCK, user, room, content)
                .chain(knock -> handshake.send(through, Kind.KNOCK, knock)
                        .map(answer -> new RemoteKnock(knock.roomVersion(), knock,
                                StrippedEvents.of(knock.roomVersion(), room, object(through, answer).path("knock_room_state")))));
    }

    @Override
    public Uni<RemoteLeave> leave(ServerName through, UserId user, RoomId room, ObjectNode content) {
        return handshake.make(through, Kind.LEAVE, user, room, content)
                .chain(leave -> handshake.send(through, Kind.LEAVE, leave)
                        .map(answer -> new RemoteLeave(leave.roomVersion(), leave)));
    }

    @Override
    public Uni<Pdu> invite(Pdu invite, List<ObjectNode> strippedState) {
        return invites.deliver(invite, strippedState);
    }

    @Override
    public Uni<Void> exchangeThirdPartyInvite(RoomId room, SignedInvite invite) {
        ObjectNode draft = JsonNodes.object().put("type", EventTypes.MEMBER).put("room_id", room.value())
                .put("sender", invite.sender().value()).put("state_key", invite.invited().value());
        ObjectNode content = draft.putObject("content").put("membership", "invite");
        // The server that is asked knows the name by its own event; the draft's form wants one all the same.
        content.putObject("third_party_invite").put("display_name", invite.invited().value()).set("signed", invite.signed());
        String target = API + "/exchange_third_party_invite/" + RemoteRequest.encode(room);
        return client.object(RemoteRequest.put(invite.sender().server(), target, draft)).replaceWithVoid();
    }

    @Override
    public Uni<AliasTarget> resolve(RoomAlias alias) {
        String target = API + "/query/directory?room_alias=" + RemoteRequest.encode(alias);
        return client.object(RemoteRequest.get(alias.server(), target)).map(answer ->
                new AliasTarget(RoomId.parse(answer.path("room_id").asText()), RemotePdus.servers(answer.path("servers"), MAX_SERVERS)));
    }

    @Override
    public Uni<ObjectNode> publicRooms(ServerName server, ObjectNode query) {
        return client.object(RemoteRequest.post(server, API + "/publicRooms", query));
    }

    /** The event that the other server answers counts only if it is ours, with a signature added. */
    private static EnteredRoom joined(ServerName through, Pdu join, EgressResponse answer) {
        ObjectNode room = object(through, answer);
        Pdu accepted = RemotePdus.event(join.roomVersion(), room.path("event"))
                .filter(event -> event.eventId().equals(join.eventId())).orElse(join);
        List<Pdu> authChain = RemotePdus.events(join.roomVersion(), room.path("auth_chain"));
        return ToldState.of(room).entered(through, accepted, authChain);
    }

    private static ObjectNode object(ServerName through, EgressResponse answer) {
        try {
            JsonNode json = MatrixJson.parse(answer.body(), MatrixJson.MAX_FEDERATION_DEPTH);
            if ((json.isArray() ? json.path(1) : json) instanceof ObjectNode object) {
                return object;
            }
        } catch (InvalidJsonException invalid) {
            LOG.debugf("%s answered with what is no JSON: %s", through, invalid.getMessage());
        }
        throw new MatrixException(Errcode.M_UNKNOWN, "The server " + through + " did not answer with JSON.").withStatus(502);
    }

    private <T> Uni<T> offEventLoop(java.util.concurrent.Callable<T> work) {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
