package org.colloque.protocol.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;

/**
 * The keys of a server as it publishes them. Spec: server-server-api, "Publishing Keys".
 *
 * @param validUntil until when {@code verifyKeys} may be used, in milliseconds since 1970
 */
public record ServerKeys(
        ServerName server, Map<KeyId, VerifyKey> verifyKeys, Map<KeyId, OldVerifyKey> oldVerifyKeys, long validUntil) {

    /** However long a server says that its keys are valid, they are asked for again after this many milliseconds. */
    public static final long MAX_VALIDITY = 7L * 24 * 60 * 60 * 1000;

    public ServerKeys {
        verifyKeys = Map.copyOf(verifyKeys);
        oldVerifyKeys = Map.copyOf(oldVerifyKeys);
    }

    /**
     * Reads a document and checks that one of the keys in it has signed it. Keys of algorithms other than Ed25519 are left out.
     *
     * @param receivedAt milliseconds since 1970; validity ends at most {@link #MAX_VALIDITY} later
     * @throws InvalidSignatureException if it is not of this server, is not rightly signed by it, or is malformed
     */
    public static ServerKeys parse(ServerName server, ObjectNode document, long receivedAt) {
        if (!document.path("server_name").asText().equals(server.value())) {
            throw new InvalidSignatureException("The key document is not of " + server + ".");
        }
        JsonNode validUntil = document.path("valid_until_ts");
        if (!validUntil.isIntegralNumber() || !validUntil.canConvertToLong()) {
            throw new InvalidSignatureException("'valid_until_ts' must be an integer.");
        }
        Map<KeyId, VerifyKey> current = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : document.path("verify_keys").properties()) {
            verifyKey(entry).ifPresent(key -> current.put(key.id(), key));
        }
        if (!JsonSignatures.verify(document, server.value(), id -> Optional.ofNullable(current.get(id))).isValid()) {
            throw new InvalidSignatureException("The key document of " + server + " is not rightly signed by it.");
        }
        return new ServerKeys(
                server, current, oldKeys(document), Math.min(validUntil.longValue(), receivedAt + MAX_VALIDITY));
    }

    /** The document for publication, signed with this key, which must be among {@code verifyKeys}. */
    public ObjectNode toDocument(SigningKey key) {
        ObjectNode document = JsonNodes.object();
        document.put("server_name", server.value());
        document.put("valid_until_ts", validUntil);
        ObjectNode current = document.putObject("verify_keys");
        verifyKeys.forEach((id, verifyKey) -> current.putObject(id.value()).put("key", verifyKey.toBase64()));
        ObjectNode old = document.putObject("old_verify_keys");
        oldVerifyKeys.forEach((id, oldKey) -> old.putObject(id.value())
                .put("key", oldKey.key().toBase64())
                .put("expired_ts", oldKey.expired()));
        JsonSignatures.sign(document, server.value(), key);
        return document;
    }

    /** The key with which the server may sign a request at this time. */
    public Optional<VerifyKey> forRequest(KeyId id, long now) {
        return now <= validUntil ? Optional.ofNullable(verifyKeys.get(id)) : Optional.empty();
    }

    /** The key with which the server may have signed an event of this time. Spec: rooms/v5, "Signing key validity period". */
    public Optional<VerifyKey> forEvent(KeyId id, long originServerTs) {
        VerifyKey current = verifyKeys.get(id);
        if (current != null && originServerTs <= validUntil) {
            return Optional.of(current);
        }
        OldVerifyKey old = oldVerifyKeys.get(id);
        return old != null && originServerTs <= old.expired() ? Optional.of(old.key()) : Optional.empty();
    }

    private static Map<KeyId, OldVerifyKey> oldKeys(ObjectNode document) {
        Map<KeyId, OldVerifyKey> old = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : document.path("old_verify_keys").properties()) {
            JsonNode expired = entry.getValue().path("expired_ts");
            if (expired.isIntegralNumber() && expired.canConvertToLong()) {
                verifyKey(entry).ifPresent(key -> old.put(key.id(), new OldVerifyKey(key, expired.longValue())));
            }
        }
        return old;
    }

    private static Optional<VerifyKey> verifyKey(Map.Entry<String, JsonNode> entry) {
        try {
            KeyId id = new KeyId(entry.getKey());
            return id.isEd25519() ? Optional.of(VerifyKey.parse(id, entry.getValue().path("key").asText())) : Optional.empty();
        } catch (InvalidIdentifierException e) {
            throw new InvalidSignatureException(e.getMessage());
        }
    }
}
