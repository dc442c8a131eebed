package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.bridge.keys.RemoteKeys;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.policy.PolicyServer;

/**
 * Brings an invite to the invited user's server, which signs it; in the older form if the server knows no other, which serves room
 * versions 1 and 2 alone. Spec: server-server-api, "Inviting to a room".
 */
@ApplicationScoped
class InviteDelivery {

    /** What a server may answer that knows the older form alone. */
    private static final Set<Integer> ASK_AGAIN = Set.of(400, 404);

    private final FederationClient client;
    private final RemoteKeys keys;

    InviteDelivery(FederationClient client, RemoteKeys keys) {
        this.client = client;
        this.keys = keys;
    }

    /** The same invite with the invited server's signature, which was checked. */
    Uni<Pdu> deliver(Pdu invite, List<ObjectNode> strippedState) {
        ServerName invited = UserId.parse(invite.stateKey().orElseThrow()).server();
        ArrayNode state = JsonNodes.array();
        strippedState.forEach(state::add);
        RemoteRequest newer = newer(invite, invited, state);
        return client.exchange(newer)
                .chain(answer -> invite.roomVersion().givesEventIds() && ASK_AGAIN.contains(answer.status())
                        ? older(invite, invited, state) : Uni.createFrom().item(() -> FederationClient.read(newer, answer)))
                .chain(signed -> signed(invite, invited, signed.path("event").path("signatures").path(invited.value())));
    }

    private static RemoteRequest newer(Pdu invite, ServerName invited, ArrayNode state) {
        ObjectNode body = JsonNodes.object().put("room_version", invite.roomVersion().id());
        body.set("event", invite.json());
        body.set("invite_room_state", state);
        return RemoteRequest.put(invited, target("v2", invite), body);
    }

    private Uni<JsonNode> older(Pdu invite, ServerName invited, ArrayNode state) {
        ObjectNode body = JsonNodes.shallowCopy(invite.json());
        body.putObject("unsigned").set("invite_room_state", state);
        return client.json(RemoteRequest.put(invited, target("v1", invite), body)).map(answer -> answer.path(1));
    }

    private static String target(String form, Pdu invite) {
        return "/_matrix/federation/" + form + "/invite/" + RemoteRequest.encode(invite.roomId()) + "/"
                + RemoteRequest.encode(invite.eventId());
    }

    private Uni<Pdu> signed(Pdu invite, ServerName invited, JsonNode signatures) {
        for (Map.Entry<String, JsonNode> signature : signatures.properties()) {
            if (isServerKey(signature.getKey()) && signature.getValue().isTextual()) {
                KeyId id = new KeyId(signature.getKey());
                Pdu signed = EventSignatures.withSignature(invite, invited, id, signature.getValue().textValue());
                return keys.find(invited, id, invite.originServerTs()).map(key -> {
                    if (!EventSignatures.verify(signed, invited, asked -> key.filter(known -> known.id().equals(asked))).isValid()) {
                        throw unsigned(invited);
                    }
                    return signed;
                });
            }
        }
        return Uni.createFrom().failure(unsigned(invited));
    }

    /** A policy server's key is none of its server's. */
    private static boolean isServerKey(String id) {
        return id.startsWith(KeyId.ED25519 + ":") && !id.equals(PolicyServer.KEY_ID.value());
    }

    private static MatrixException unsigned(ServerName invited) {
        return new MatrixException(Errcode.M_UNKNOWN, "The server " + invited + " did not sign the invite.").withStatus(502);
    }
}
