package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.VerifyKey;

/** Checks uploaded signatures against the keys that are known. */
final class SignatureCheck {

    private final UserId signer;
    private final KnownKeys known;

    SignatureCheck(UserId signer, KnownKeys known) {
        this.signer = signer;
        this.known = known;
    }

    /**
     * The signatures of the signer on the object, which must be the known key of that name.
     *
     * @throws MatrixException {@code M_NOT_FOUND} for an unknown key, {@code M_INVALID_PARAM} for another content,
     *                         {@code M_INVALID_SIGNATURE} for a wrong signature or one by a key that may not sign this
     */
    List<KeySignature> check(UserId user, String target, ObjectNode object) {
        Optional<ObjectNode> device = user.equals(signer) ? device(target) : Optional.empty();
        ObjectNode there = device.or(() -> masterKey(user, target))
                .orElseThrow(() -> MatrixException.notFound("There is no such key."));
        if (!Signatures.sameContent(there, object)) {
            throw MatrixException.invalidParam("The signed object is not the key that is known.");
        }
        JsonNode given = object.path("signatures").path(signer.value());
        List<KeySignature> right = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            KeyId key = keyId(entry.getKey());
            String signature = entry.getValue().asText();
            requireRight(object, signingKey(user, device.isPresent(), key), signature);
            right.add(new KeySignature(user, target, device.isPresent(), key, signature));
        }
        if (right.isEmpty()) {
            throw invalid("There is no signature of yours on this key.");
        }
        return right;
    }

    /** Own devices: the self-signing key, or the device itself. Own master key: own devices. Others' master keys: the user-signing key. */
    private VerifyKey signingKey(UserId user, boolean onDevice, KeyId key) {
        KeyUsage usage = user.equals(signer) ? KeyUsage.SELF_SIGNING : KeyUsage.USER_SIGNING;
        Optional<CrossSigningKey> crossSigning = Optional.ofNullable(known.crossSigning().getOrDefault(signer, Map.of()).get(usage))
                .filter(found -> found.id().equals(key) && (onDevice || usage == KeyUsage.USER_SIGNING));
        Optional<String> ownDevice = user.equals(signer)
                ? device(key.version()).map(keys -> keys.path("keys").path(key.value()).textValue()) : Optional.empty();
        return crossSigning.map(CrossSigningKey::publicKey).or(() -> ownDevice).map(text -> parse(key, text))
                .orElseThrow(() -> invalid("This key of yours is not known, or may not sign that."));
    }

    private Optional<ObjectNode> device(String id) {
        return known.devices().stream()
                .filter(device -> device.device().user().equals(signer) && device.device().device().value().equals(id))
                .findFirst().flatMap(KnownKeys.DeviceKeys::keys);
    }

    private Optional<ObjectNode> masterKey(UserId user, String publicKey) {
        return Optional.ofNullable(known.crossSigning().getOrDefault(user, Map.of()).get(KeyUsage.MASTER))
                .filter(key -> key.publicKey().equals(publicKey)).map(CrossSigningKey::json);
    }

    private static void requireRight(ObjectNode object, VerifyKey key, String signature) {
        if (!key.verify(JsonSignatures.signedBytes(object), signature)) {
            throw invalid("The signature is wrong.");
        }
    }

    private static VerifyKey parse(KeyId id, String text) {
        try {
            return VerifyKey.parse(id, text);
        } catch (InvalidSignatureException malformed) {
            throw invalid("The key that signed is no Ed25519 key.");
        }
    }

    private static KeyId keyId(String text) {
        try {
            return KeyId.parse(text);
        } catch (InvalidIdentifierException malformed) {
            throw invalid(malformed.getMessage());
        }
    }

    private static MatrixException invalid(String sentence) {
        return new MatrixException(Errcode.M_INVALID_SIGNATURE, sentence);
    }
}
