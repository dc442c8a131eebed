package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.JsonSignatures;
import org.colloque.protocol.signature.SignatureVerdict;
import org.colloque.protocol.signature.VerifyKey;

/** Reads what a device wants to publish, and checks all that the server can check of it. */
final class KeyUploadReader {

    private static final int MAX_KEYS = 500;
    private static final int MAX_KEY_LENGTH = 8 * 1024;
    private static final int MAX_DEVICE_KEYS_LENGTH = 32 * 1024;

    private final DeviceOf device;
    private final Optional<VerifyKey> signingKey;

    /** @param known the identity keys that the device has published before */
    private KeyUploadReader(DeviceOf device, Optional<ObjectNode> known) {
        this.device = device;
        this.signingKey = known.flatMap(this::signingKey);
    }

    /**
     * Spec: client-server-api, "Key management API", {@code POST /keys/upload}.
     *
     * @param known the identity keys that the device has published before
     * @throws MatrixException {@code M_INVALID_PARAM}, {@code M_BAD_JSON}, {@code M_INVALID_SIGNATURE} or {@code M_TOO_LARGE}
     */
    static KeyUpload read(JsonBody body, DeviceOf device, Optional<ObjectNode> known) {
        Optional<ObjectNode> deviceKeys = body.optionalObject("device_keys").filter(keys -> !keys.isEmpty());
        KeyUploadReader reader = new KeyUploadReader(device, deviceKeys.or(() -> known));
        deviceKeys.ifPresent(reader::checkDeviceKeys);
        Optional<ObjectNode> fallback = body.optionalObject("fallback_keys")
                .or(() -> body.optionalObject("org.matrix.msc2732.fallback_keys"));
        return new KeyUpload(deviceKeys.map(keys -> Signatures.onlyOf(keys, device.user())),
                reader.claimable(body.optionalObject("one_time_keys")), reader.claimable(fallback));
    }

    private void checkDeviceKeys(ObjectNode keys) {
        JsonBody body = new JsonBody(keys);
        if (!body.text("user_id").equals(device.user().value()) || !body.text("device_id").equals(device.device().value())) {
            throw MatrixException.invalidParam("The device keys are of another user or device.");
        }
        body.texts("algorithms");
        body.optionalObject("keys").ifPresent(all -> all.forEach(key -> {
            if (!key.isTextual()) {
                throw MatrixException.badJson("A device key must be a string.");
            }
        }));
        if (Signatures.text(keys).length() > MAX_DEVICE_KEYS_LENGTH) {
            throw new MatrixException(Errcode.M_TOO_LARGE, "The device keys are too large.");
        }
        requireRightSignature(keys);
    }

    private List<ClaimableKey> claimable(Optional<ObjectNode> keys) {
        List<ClaimableKey> read = new ArrayList<>();
        if (keys.isPresent()) {
            if (keys.get().size() > MAX_KEYS) {
                throw new MatrixException(Errcode.M_TOO_LARGE, "At most " + MAX_KEYS + " keys can be uploaded at once.");
            }
            for (Map.Entry<String, JsonNode> entry : keys.get().properties()) {
                read.add(claimable(entry.getKey(), entry.getValue()));
            }
        }
        return read;
    }

    private ClaimableKey claimable(String name, JsonNode key) {
        int colon = name.indexOf(':');
        if (colon < 1 || colon == name.length() - 1) {
            throw MatrixException.invalidParam("A key is named by its algorithm, ':' and an id.");
        }
        if (!key.isTextual() && !key.path("key").isTextual()) {
            throw MatrixException.badJson("A key must be a string, or an object with the string \"key\".");
        }
        if (Signatures.text(key).length() > MAX_KEY_LENGTH) {
            throw new MatrixException(Errcode.M_TOO_LARGE, "The key " + name + " is too large.");
        }
        if (key instanceof ObjectNode object) {
            requireRightSignature(object);
        }
        return new ClaimableKey(name.substring(0, colon), name.substring(colon + 1), key);
    }

    /** A signature that is there must be right; clients may leave it out of algorithms that need none. */
    private void requireRightSignature(ObjectNode object) {
        SignatureVerdict verdict = JsonSignatures.verify(object, device.user().value(),
                id -> signingKey.filter(key -> key.id().equals(id)));
        if (verdict == SignatureVerdict.WRONG) {
            throw new MatrixException(Errcode.M_INVALID_SIGNATURE, "The device's signature is wrong.");
        }
    }

    /** A key that is none checks nothing: whoever reads it has to check for themselves anyway. */
    private Optional<VerifyKey> signingKey(ObjectNode keys) {
        KeyId id = KeyId.of(KeyId.ED25519, device.device().value());
        try {
            return Optional.ofNullable(keys.path("keys").path(id.value()).textValue()).map(text -> VerifyKey.parse(id, text));
        } catch (InvalidSignatureException invalid) {
            return Optional.empty();
        }
    }
}
