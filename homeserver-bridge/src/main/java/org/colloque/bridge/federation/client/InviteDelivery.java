package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.keys.RemoteKeys;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * Brings an invite to the invited user's server, which signs it. The older form of the endpoint serves room versions 1 and 2
 * alone, which this server does not have. Spec: server-server-api, "Inviting to a room".
 */
@ApplicationScoped
class InviteDelivery {

    private final FederationClient client;
    private final RemoteKeys keys;

    InviteDelivery(FederationClient client, RemoteKeys keys) {
        this.client = client;
        this.keys = keys;
    }

    /** The same invite with the invited server's signature, which was checked. */
    Uni<Pdu> deliver(Pdu invite, List<ObjectNode> strippedState) {
        ServerName invited = UserId.parse(invite.stateKey().orElseThrow()).server();
        ObjectNode body = JsonNodes.object().put("room_version", invite.roomVersion().id());
        body.set("event", invite.json());
        ArrayNode state = body.putArray("invite_room_state");
        strippedState.forEach(state::add);
        String target = "/_matrix/federation/v2/invite/" + RemoteRequest.encode(invite.roomId())
                + "/" + RemoteRequest.encode(invite.eventId());
        return client.object(RemoteRequest.put(invited, target, body))
                .chain(answer -> signed(invite, invited, answer.path("event").path("signatures").path(invited.value())));
    }

    private Uni<Pdu> signed(Pdu invite, ServerName invited, JsonNode signatures) {
        for (Map.Entry<String, JsonNode> signature : signatures.properties()) {
            if (signature.getKey().startsWith(KeyId.ED25519 + ":") && signature.getValue().isTextual()) {
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

    private static MatrixException unsigned(ServerName invited) {
        return new MatrixException(Errcode.M_UNKNOWN, "The server " + invited + " did not sign the invite.").withStatus(502);
    }
}
