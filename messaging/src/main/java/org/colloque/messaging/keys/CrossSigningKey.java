package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.UnpaddedBase64;
import org.colloque.protocol.signature.VerifyKey;

/**
 * A cross-signing key.
 *
 * @param publicKey unpadded base64; its id is {@code ed25519:} and this
 * @param json      as uploaded, with the signatures of its owner alone
 */
public record CrossSigningKey(UserId user, KeyUsage usage, String publicKey, ObjectNode json) {

    /**
     * Reads an uploaded key.
     *
     * @throws MatrixException {@code M_INVALID_PARAM} when it is another user's, for another use, or is no Ed25519 key
     */
    public static CrossSigningKey read(ObjectNode json, UserId owner, KeyUsage usage) {
        JsonBody body = new JsonBody(json);
        if (!body.text("user_id").equals(owner.value())) {
            throw MatrixException.invalidParam("The key is of another user.");
        }
        if (!body.texts("usage").contains(usage.spelling())) {
            throw MatrixException.invalidParam("The key is not for the use of " + usage.spelling() + ".");
        }
        ObjectNode keys = body.object("keys");
        if (keys.size() != 1) {
            throw MatrixException.invalidParam("A cross-signing key has exactly one public key.");
        }
        String id = keys.fieldNames().next();
        String publicKey = keys.path(id).asText();
        if (!id.equals(KeyId.ED25519 + ":" + publicKey) || !isKey(publicKey)) {
            throw MatrixException.invalidParam("The public key and its id do not belong together.");
        }
        return new CrossSigningKey(owner, usage, publicKey, Signatures.onlyOf(json, owner));
    }

    public KeyId id() {
        return KeyId.of(KeyId.ED25519, publicKey);
    }

    /** Whether this key has signed the object, in its owner's name. */
    public boolean hasSigned(ObjectNode object) {
        VerifyKey key = VerifyKey.parse(id(), publicKey);
        return JsonSignatures.verify(object, user.value(), wanted -> Optional.of(key).filter(k -> wanted.equals(id())))
                .isValid();
    }

    private static boolean isKey(String base64) {
        try {
            VerifyKey.parse(KeyId.of(KeyId.ED25519, base64), base64);
            return UnpaddedBase64.encode(UnpaddedBase64.decode(base64)).equals(base64);
        } catch (InvalidSignatureException | IllegalArgumentException invalid) {
            return false;
        }
    }
}
