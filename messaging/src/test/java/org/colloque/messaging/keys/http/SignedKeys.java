package org.colloque.messaging.keys.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.colloque.messaging.testing.Agent;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SigningKey;

/** The keys that an agent's client would make, really signed. */
final class SignedKeys {

    private final Agent agent;
    private final SigningKey deviceKey;
    private final SigningKey master = crossSigningKey();
    private final SigningKey selfSigning = crossSigningKey();
    private final SigningKey userSigning = crossSigningKey();

    SignedKeys(Agent agent) {
        this.agent = agent;
        this.deviceKey = SigningKey.generate(KeyId.of("ed25519", agent.device().value()), new SecureRandom());
    }

    ObjectNode deviceKeys() {
        ObjectNode keys = JsonNodes.object().put("user_id", agent.userId().value()).put("device_id", agent.device().value());
        keys.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2").add("m.megolm.v1.aes-sha2");
        keys.putObject("keys").put(deviceKey.id().value(), deviceKey.verifyKey().toBase64())
                .put("curve25519:" + agent.device(), "x".repeat(43));
        JsonSignatures.sign(keys, agent.userId().value(), deviceKey);
        return keys;
    }

    ObjectNode oneTimeKey(String value) {
        ObjectNode key = JsonNodes.object().put("key", value);
        JsonSignatures.sign(key, agent.userId().value(), deviceKey);
        return key;
    }

    ObjectNode fallbackKey(String value) {
        ObjectNode key = JsonNodes.object().put("key", value).put("fallback", true);
        JsonSignatures.sign(key, agent.userId().value(), deviceKey);
        return key;
    }

    /** So many one-time keys, named {@code signed_curve25519:prefix0} and so on. */
    Map<String, ObjectNode> oneTimeKeys(String prefix, int count) {
        Map<String, ObjectNode> keys = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            keys.put("signed_curve25519:" + prefix + i, oneTimeKey(prefix + i));
        }
        return keys;
    }

    ObjectNode masterKey() {
        return crossSigning(master, "master");
    }

    ObjectNode selfSigningKey() {
        return signedByMaster(crossSigning(selfSigning, "self_signing"));
    }

    ObjectNode userSigningKey() {
        return signedByMaster(crossSigning(userSigning, "user_signing"));
    }

    Map<String, Object> crossSigning() {
        return Map.of("master_key", masterKey(), "self_signing_key", selfSigningKey(), "user_signing_key", userSigningKey());
    }

    String masterId() {
        return master.verifyKey().toBase64();
    }

    /** Own device, signed by the self-signing key. */
    ObjectNode signedDevice() {
        ObjectNode keys = deviceKeys();
        keys.remove(List.of("signatures"));
        JsonSignatures.sign(keys, agent.userId().value(), selfSigning);
        return keys;
    }

    /** Another's master key, signed by the user-signing key. */
    ObjectNode sign(ObjectNode theirMaster) {
        JsonSignatures.sign(theirMaster, agent.userId().value(), userSigning);
        return theirMaster;
    }

    private ObjectNode signedByMaster(ObjectNode key) {
        JsonSignatures.sign(key, agent.userId().value(), master);
        return key;
    }

    private ObjectNode crossSigning(SigningKey key, String usage) {
        ObjectNode json = JsonNodes.object().put("user_id", agent.userId().value());
        json.putArray("usage").add(usage);
        json.putObject("keys").put(key.id().value(), key.verifyKey().toBase64());
        return json;
    }

    private static SigningKey crossSigningKey() {
        SigningKey seed = SigningKey.generate(new SecureRandom());
        return SigningKey.ofSeed(KeyId.of("ed25519", seed.verifyKey().toBase64()), seed.toSeed());
    }
}
