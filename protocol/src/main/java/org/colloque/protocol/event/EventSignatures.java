package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.CanonicalObject;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SignatureVerdict;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;
import org.colloque.protocol.signature.VerifyKey;

/** Signatures and content hashes of events. Spec: server-server-api, "Validating hashes and signatures on received events". */
public final class EventSignatures {
    private static final Set<String> OUTSIDE_CONTENT_HASH = Set.of("hashes", "signatures");

    private EventSignatures() {
    }

    /**
     * The servers that must have signed: the sender's, unless this is an invite by third-party id; in versions with given ids the
     * server in the event's id; and in versions with restricted joins the server of the user who let a member in (rooms/v8,
     * "Authorisation rules", rule 4.2.1; rule 5.2.1 in version 12).
     *
     * @throws InvalidEventException if {@code join_authorised_via_users_server} is there and is no user id
     */
    public static Set<ServerName> required(Pdu pdu) {
        Set<ServerName> servers = new LinkedHashSet<>();
        boolean isMember = pdu.type().equals(EventTypes.MEMBER);
        if (!(isMember && isThirdPartyInvite(pdu))) {
            servers.add(pdu.sender().server());
        }
        if (pdu.roomVersion().givesEventIds()) {
            servers.add(pdu.eventId().server().orElseThrow());
        }
        if (isMember && pdu.roomVersion().restricted() && pdu.content().has("join_authorised_via_users_server")) {
            servers.add(authoriser(pdu).server());
        }
        return servers;
    }

    /** Checks one server's signatures of the event against the keys that are known of it. */
    public static SignatureVerdict verify(Pdu pdu, ServerName server, Function<KeyId, Optional<VerifyKey>> keys) {
        return JsonSignatures.verify(
                pdu.json().path("signatures").path(server.value()),
                () -> EventHashes.signedBytes(pdu.roomVersion(), pdu.json()),
                keys);
    }

    /** The ids of the Ed25519 keys that this server has signed the event with. */
    public static Set<KeyId> keyIds(Pdu pdu, ServerName server) {
        return JsonSignatures.keyIds(pdu.json(), server.value());
    }

    /** Whether the content hash is right. If not, only {@link Pdu#redacted()} may be used. */
    public static boolean checkHash(Pdu pdu) {
        byte[] bare = CanonicalObject.of(pdu.canonical()).without(OUTSIDE_CONTENT_HASH);
        try {
            byte[] claimed = UnpaddedBase64.decode(pdu.json().path("hashes").path("sha256").asText());
            return MessageDigest.isEqual(claimed, EventHashes.sha256(bare));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The same event with one more signature: of a server that vouches for a join or answers an invite. */
    public static Pdu sign(Pdu pdu, ServerName server, SigningKey key) {
        byte[] signature = key.sign(EventHashes.signedBytes(pdu.roomVersion(), pdu.json()));
        return withSignature(pdu, server, key.id(), UnpaddedBase64.encode(signature));
    }

    /** The same event with a signature that somebody else has made, for example a policy server. */
    public static Pdu withSignature(Pdu pdu, ServerName server, KeyId key, String signature) {
        ObjectNode event = JsonNodes.shallowCopy(pdu.json());
        JsonSignatures.put(event, server.value(), key, signature);
        byte[] canonical = CanonicalObject.of(pdu.canonical()).with(Map.of("signatures", CanonicalJson.bytes(event.get("signatures"))));
        PduFormat.checkSize(canonical);
        return Pdu.checked(pdu.roomVersion(), pdu.eventId(), canonical, event);
    }

    private static boolean isThirdPartyInvite(Pdu pdu) {
        return pdu.membership().equals(Optional.of("invite")) && pdu.content().has("third_party_invite");
    }

    private static UserId authoriser(Pdu pdu) {
        try {
            return new UserId(pdu.content().path("join_authorised_via_users_server").asText());
        } catch (InvalidIdentifierException e) {
            throw InvalidEventException.malformed("'join_authorised_via_users_server' must be a user id.");
        }
    }
}
