package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.UserId;

/**
 * The devices and cross-signing keys of a user of another server, as its server gave them; what was not the user's is left out.
 *
 * @param streamId the last update that is in it; -1 when the answer did not say
 */
public record RemoteDeviceList(UserId user, long streamId, List<RemoteDevice> devices, Map<KeyUsage, CrossSigningKey> keys) {

    /** A device; {@code keys} is empty when it has none. */
    public record RemoteDevice(DeviceId id, Optional<String> name, Optional<ObjectNode> keys) {
    }

    /** Reads a user's part of an answer to {@code /user/keys/query}. */
    static RemoteDeviceList fromQuery(UserId user, ObjectNode answer) {
        List<RemoteDevice> devices = new ArrayList<>();
        answer.path("device_keys").path(user.value()).properties().forEach(entry -> device(user, entry.getKey(), entry.getValue(),
                entry.getValue().path("unsigned").path("device_display_name")).ifPresent(devices::add));
        return new RemoteDeviceList(user, -1, devices, crossSigning(user, answer.path("master_keys").path(user.value()),
                answer.path("self_signing_keys").path(user.value())));
    }

    /** Reads an answer to {@code /user/devices/{userId}}. */
    static RemoteDeviceList fromDevices(UserId user, ObjectNode answer) {
        List<RemoteDevice> devices = new ArrayList<>();
        answer.path("devices").forEach(entry -> device(user, entry.path("device_id").asText(), entry.path("keys"),
                entry.path("device_display_name")).ifPresent(devices::add));
        return new RemoteDeviceList(user, answer.path("stream_id").asLong(-1), devices,
                crossSigning(user, answer.path("master_key"), answer.path("self_signing_key")));
    }

    /** The keys that are well formed; a self-signing key only when the master key has signed it. */
    static Map<KeyUsage, CrossSigningKey> crossSigning(UserId user, JsonNode master, JsonNode selfSigning) {
        Map<KeyUsage, CrossSigningKey> keys = new EnumMap<>(KeyUsage.class);
        Optional<CrossSigningKey> masterKey = key(user, master, KeyUsage.MASTER);
        masterKey.ifPresent(key -> keys.put(KeyUsage.MASTER, key));
        key(user, selfSigning, KeyUsage.SELF_SIGNING)
                .filter(key -> masterKey.filter(signer -> signer.hasSigned(key.json())).isPresent())
                .ifPresent(key -> keys.put(KeyUsage.SELF_SIGNING, key));
        return keys;
    }

    static Optional<RemoteDevice> device(UserId user, String id, JsonNode keys, JsonNode name) {
        try {
            DeviceId device = new DeviceId(id);
            if (!(keys instanceof ObjectNode json) || json.isEmpty()) {
                return Optional.of(new RemoteDevice(device, Optional.ofNullable(name.textValue()), Optional.empty()));
            }
            boolean own = json.path("user_id").asText().equals(user.value()) && json.path("device_id").asText().equals(id);
            return own ? Optional.of(new RemoteDevice(device, Optional.ofNullable(name.textValue()),
                    Optional.of(Signatures.onlyOf(json, user)))) : Optional.empty();
        } catch (InvalidIdentifierException invalid) {
            return Optional.empty();
        }
    }

    private static Optional<CrossSigningKey> key(UserId user, JsonNode json, KeyUsage usage) {
        try {
            return json instanceof ObjectNode key ? Optional.of(CrossSigningKey.read(key, user, usage)) : Optional.empty();
        } catch (MatrixException malformed) {
            return Optional.empty();
        }
    }
}
