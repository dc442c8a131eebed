package org.colloque.protocol.policy;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.VerifyKey;

/**
 * The server that a room has named to recommend events. It counts only while it has a joined user in the room, by the current state.
 * Spec: server-server-api, "Determining if a Policy Server is enabled in a room", "Validating Policy Server signatures".
 *
 * @param key empty when what the room calls its key is none: then no event can be recommended
 */
public record PolicyServer(ServerName name, Optional<VerifyKey> key) {

    /** Where a room names its policy server. */
    public static final StateKey SLOT = StateKey.of(EventTypes.POLICY);

    /** The id of the key, whatever the key is. */
    public static final KeyId KEY_ID = KeyId.of(KeyId.ED25519, "policy_server");

    /** The server that an event of type {@code m.room.policy} with this content names; empty when the content is not valid. */
    public static Optional<PolicyServer> named(JsonNode content) {
        JsonNode via = content.path("via");
        JsonNode key = content.path("public_keys").path(KeyId.ED25519);
        if (!via.isTextual() || !key.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PolicyServer(new ServerName(via.textValue()), parse(key.textValue())));
        } catch (InvalidIdentifierException noServer) {
            return Optional.empty();
        }
    }

    /** Whether the server is asked about an event in this slot (empty for one that is no state): about all but the one that names it. */
    public static boolean judges(Optional<StateKey> slot) {
        return !slot.equals(Optional.of(SLOT));
    }

    /** Whether the event may go on: it has the server's valid signature, or needs none. */
    public boolean recommends(Pdu event) {
        return !judges(event.slot()) || key.filter(known -> isSigned(event, known)).isPresent();
    }

    /** The event with the signature that the server answered, beside those that it has. Empty when the answer holds none. */
    public Optional<Pdu> signed(Pdu event, JsonNode answer) {
        return Optional.ofNullable(answer.path(name.value()).path(KEY_ID.value()).textValue())
                .map(signature -> EventSignatures.withSignature(event, name, KEY_ID, signature));
    }

    /** The name of the server may be that of the sender's, whose other signatures do not matter here. */
    private boolean isSigned(Pdu event, VerifyKey known) {
        return EventSignatures.verify(event, name, id -> id.equals(KEY_ID) ? Optional.of(known) : Optional.empty()).isValid();
    }

    private static Optional<VerifyKey> parse(String base64) {
        try {
            return Optional.of(VerifyKey.parse(KEY_ID, base64));
        } catch (InvalidSignatureException noKey) {
            return Optional.empty();
        }
    }
}
