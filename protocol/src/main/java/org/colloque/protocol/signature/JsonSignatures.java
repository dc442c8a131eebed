package org.colloque.protocol.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;

/** Signatures on JSON objects. Spec: appendices, "Signing JSON". */
public final class JsonSignatures {
    private static final String SIGNATURES = "signatures";
    private static final String UNSIGNED = "unsigned";

    private JsonSignatures() {
    }

    /** The bytes that a signature of this object covers: canonical, without {@code signatures} and {@code unsigned}. */
    public static byte[] signedBytes(ObjectNode object) {
        if (object.has(SIGNATURES) || object.has(UNSIGNED)) {
            return CanonicalJson.lenientBytes(JsonNodes.shallowCopy(object).remove(Set.of(SIGNATURES, UNSIGNED)));
        }
        return CanonicalJson.lenientBytes(object);
    }

    /** Adds the entity's signature to the object itself, beside those that it has. */
    public static void sign(ObjectNode object, String entity, SigningKey key) {
        put(object, entity, key.id(), UnpaddedBase64.encode(key.sign(signedBytes(object))));
    }

    /** Puts a signature into the object. The signatures that were there are copied, not changed in place. */
    public static void put(ObjectNode object, String entity, KeyId key, String signature) {
        ObjectNode all = copyOf(object.get(SIGNATURES));
        ObjectNode ofEntity = copyOf(all.get(entity));
        ofEntity.put(key.value(), signature);
        all.set(entity, ofEntity);
        object.set(SIGNATURES, all);
    }

    /** Checks the entity's Ed25519 signatures of the object against the keys that are known. */
    public static SignatureVerdict verify(ObjectNode object, String entity, Function<KeyId, Optional<VerifyKey>> keys) {
        return verify(object.path(SIGNATURES).path(entity), () -> signedBytes(object), keys);
    }

    /** The ids of the Ed25519 keys that the entity has signed the object with. */
    public static Set<KeyId> keyIds(ObjectNode object, String entity) {
        return object.path(SIGNATURES).path(entity).properties().stream()
                .flatMap(signature -> ed25519(signature.getKey()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Checks the signatures of one entity, a map of key id to signature, on these bytes. */
    public static SignatureVerdict verify(
            JsonNode ofEntity, Supplier<byte[]> message, Function<KeyId, Optional<VerifyKey>> keys) {
        SignatureVerdict verdict = SignatureVerdict.MISSING;
        byte[] bytes = null;
        for (Map.Entry<String, JsonNode> signature : ofEntity.properties()) {
            Optional<KeyId> id = ed25519(signature.getKey());
            if (id.isEmpty()) {
                continue;
            }
            Optional<VerifyKey> key = keys.apply(id.get());
            if (key.isEmpty()) {
                verdict = verdict == SignatureVerdict.MISSING ? SignatureVerdict.UNKNOWN_KEY : verdict;
                continue;
            }
            bytes = bytes == null ? message.get() : bytes;
            if (!signature.getValue().isTextual() || !key.get().verify(bytes, signature.getValue().textValue())) {
                return SignatureVerdict.WRONG;
            }
            verdict = SignatureVerdict.VALID;
        }
        return verdict;
    }

    private static Optional<KeyId> ed25519(String keyId) {
        try {
            return Optional.of(new KeyId(keyId)).filter(KeyId::isEd25519);
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode copyOf(JsonNode object) {
        return object instanceof ObjectNode original ? JsonNodes.shallowCopy(original) : JsonNodes.object();
    }
}
