package org.colloque.messaging.room.http;

import java.util.Optional;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.room.AddressedInvitee;
import org.colloque.messaging.room.SignedInvite;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Reads the parts of requests that speak of third-party invites. Spec: client-server-api, "Third-party invites". */
final class ThirdPartyBodies {

    private ThirdPartyBodies() {
    }

    /** Whether somebody is invited by an address. */
    static boolean namesAddress(JsonBody body) {
        return body.json().has("id_server") || body.json().has("medium") || body.json().has("address");
    }

    static AddressedInvitee invitee(JsonBody body) {
        return new AddressedInvitee(ServerName.parse(body.text("id_server")), body.text("id_access_token"), body.text("medium"),
                body.text("address"));
    }

    /** The {@code third_party_signed} of a join. */
    static Optional<SignedInvite> signed(JsonBody body) {
        return body.optionalObject("third_party_signed").map(json -> {
            JsonBody signed = new JsonBody(json);
            signed.object("signatures");
            UserId sender = UserId.parse(signed.text("sender"));
            return new SignedInvite(sender, UserId.parse(signed.text("mxid")), signed.text("token"), json);
        });
    }
}
