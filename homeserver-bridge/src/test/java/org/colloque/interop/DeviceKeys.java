package org.colloque.interop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.colloque.product.Answer;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SigningKey;
import org.colloque.protocol.signature.UnpaddedBase64;

/** The keys of a member's device, rightly signed; the Curve25519 ones are only bytes. */
final class DeviceKeys {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;

    private final Member member;
    private final SigningKey device;

    DeviceKeys(Member member) {
        this.member = member;
        this.device = SigningKey.generate(KeyId.of(KeyId.ED25519, member.person().deviceId()), RANDOM);
    }

    /** Uploads the device's keys and so many one-time keys. */
    DeviceKeys upload(int oneTimeKeys) {
        ObjectNode keys = Json.node(Map.of("user_id", member.id(), "device_id", deviceId(), "algorithms", List.of("m.olm.v1.curve25519-aes-sha2",
            "m.megolm.v1.aes-sha2"), "keys", Map.of("ed25519:" + deviceId(), device.verifyKey().toBase64(), "curve25519:" + deviceId(), random())));
        JsonSignatures.sign(keys, member.id(), device);
        ObjectNode request = Json.node(Map.of("device_keys", keys));
        ObjectNode list = request.putObject("one_time_keys");
        for (int number = 0; number < oneTimeKeys; number++) {
            ObjectNode key = Json.node(Map.of("key", random()));
            JsonSignatures.sign(key, member.id(), device);
            list.set("signed_curve25519:K" + number, key);
        }
        member.post("/keys/upload", request);
        return this;
    }

    /** Publishes a master key, a self-signing key and a user-signing key; the master key. */
    String crossSign() {
        SigningKey master = key();
        ObjectNode request = Json.node(Map.of("auth", Map.of("type", "m.login.password", "password", member.person().password(),
            "identifier", Map.of("type", "m.id.user", "user", member.id()))));
        request.set("master_key", publicKey("master", master));
        request.set("self_signing_key", signed(publicKey("self_signing", key()), master));
        request.set("user_signing_key", signed(publicKey("user_signing", key()), master));
        Answer answer = member.tryPost("/keys/device_signing/upload", request);
        if (answer.status() == 401) {
            ((ObjectNode) request.get("auth")).put("session", answer.json().path("session").asText());
            answer = member.tryPost("/keys/device_signing/upload", request);
        }
        answer.orFail();
        return master.verifyKey().toBase64();
    }

    String identity() {
        return device.verifyKey().toBase64();
    }

    private String deviceId() {
        return member.person().deviceId();
    }

    /** A key whose id is itself, as cross-signing has it. */
    private static SigningKey key() {
        SigningKey seed = SigningKey.generate(RANDOM);
        return SigningKey.ofSeed(KeyId.of(KeyId.ED25519, seed.verifyKey().toBase64()), seed.toSeed());
    }

    private ObjectNode publicKey(String usage, SigningKey key) {
        String text = key.verifyKey().toBase64();
        return Json.node(Map.of("user_id", member.id(), "usage", List.of(usage), "keys", Map.of("ed25519:" + text, text)));
    }

    private ObjectNode signed(ObjectNode object, SigningKey by) {
        JsonSignatures.sign(object, member.id(), by);
        return object;
    }

    private static String random() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return UnpaddedBase64.encode(bytes);
    }
}
