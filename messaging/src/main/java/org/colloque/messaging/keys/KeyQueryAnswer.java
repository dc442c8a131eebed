package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.keys.KnownKeys.DeviceKeys;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** An answer to {@code /keys/query} in the making. */
final class KeyQueryAnswer {

    private final Map<UserId, List<DeviceId>> wanted;
    private final Optional<UserId> observer;
    private final ObjectNode devices = JsonNodes.object();
    private final ObjectNode masterKeys = JsonNodes.object();
    private final ObjectNode selfSigningKeys = JsonNodes.object();
    private final ObjectNode userSigningKeys = JsonNodes.object();
    private ObjectNode failures = JsonNodes.object();

    /** @param observer the client's user; empty: another server, which is not told names of devices */
    KeyQueryAnswer(Map<UserId, List<DeviceId>> wanted, Optional<UserId> observer) {
        this.wanted = wanted;
        this.observer = observer;
    }

    /** Adds what is known of these users; a user without devices has an empty entry. */
    void add(KnownKeys known, Collection<UserId> users) {
        users.forEach(user -> devices.putObject(user.value()));
        known.devices().stream().filter(device -> users.contains(device.device().user())).forEach(this::add);
        users.forEach(user -> add(user, known.crossSigning().getOrDefault(user, Map.of())));
    }

    private void add(DeviceKeys device) {
        List<DeviceId> chosen = wanted.get(device.device().user());
        if (device.keys().isEmpty() || !chosen.isEmpty() && !chosen.contains(device.device().device())) {
            return;
        }
        ObjectNode json = device.keys().get();
        if (observer.isPresent()) {
            ObjectNode unsigned = json.putObject("unsigned");
            device.displayName().ifPresent(name -> unsigned.put("device_display_name", name));
        }
        devices.withObjectProperty(device.device().user().value()).set(device.device().device().value(), json);
    }

    void add(UserId user, Map<KeyUsage, CrossSigningKey> keys) {
        keys.forEach((usage, key) -> {
            switch (usage) {
                case MASTER -> masterKeys.set(user.value(), key.json());
                case SELF_SIGNING -> selfSigningKeys.set(user.value(), key.json());
                case USER_SIGNING -> {
                    if (observer.filter(user::equals).isPresent()) {
                        userSigningKeys.set(user.value(), key.json());
                    }
                }
            }
        });
    }

    void failures(ObjectNode unreachable) {
        this.failures = unreachable;
    }

    ObjectNode toJson() {
        ObjectNode answer = JsonNodes.object();
        answer.set("device_keys", devices);
        answer.set("master_keys", masterKeys);
        answer.set("self_signing_keys", selfSigningKeys);
        if (observer.isPresent()) {
            answer.set("user_signing_keys", userSigningKeys);
            answer.set("failures", failures);
        }
        return answer;
    }
}
