package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.keys.KnownKeys.DeviceKeys;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Answers who has which devices and keys. Spec: client-server-api, "Key management API". */
@ApplicationScoped
public class KeyQueryService {

    private final DeviceKeyStore keys;
    private final AccountService accounts;
    private final RemoteKeyQueries remote;

    KeyQueryService(DeviceKeyStore keys, AccountService accounts, RemoteKeyQueries remote) {
        this.keys = keys;
        this.accounts = accounts;
        this.remote = remote;
    }

    /**
     * The answer to a client: keys of local users and of those whose list is kept up to date in one statement, the others from their
     * servers.
     *
     * @param wanted the devices by user; none: all
     */
    public Uni<ObjectNode> query(UserId observer, Map<UserId, List<DeviceId>> wanted) {
        return keys.of(wanted.keySet(), Optional.of(observer)).chain(known -> {
            KeyQueryAnswer answer = new KeyQueryAnswer(wanted, Optional.of(observer));
            Set<UserId> here = wanted.keySet().stream()
                    .filter(user -> accounts.isLocal(user) || known.upToDate().contains(user)).collect(Collectors.toSet());
            answer.add(known, here);
            Map<ServerName, List<UserId>> elsewhere = wanted.keySet().stream().filter(user -> !here.contains(user))
                    .collect(Collectors.groupingBy(UserId::server));
            return remote.query(elsewhere, observer, answer).replaceWith(answer::toJson);
        });
    }

    /** The answer to another server: local users alone, nothing of user-signing keys, no names of devices. */
    public Uni<ObjectNode> local(Map<UserId, List<DeviceId>> wanted) {
        Set<UserId> here = wanted.keySet().stream().filter(accounts::isLocal).collect(Collectors.toSet());
        return keys.of(here, Optional.empty()).map(known -> {
            KeyQueryAnswer answer = new KeyQueryAnswer(wanted, Optional.empty());
            answer.add(known, here);
            return answer.toJson();
        });
    }

    /**
     * The devices of a local user as another server asks for them to begin following its changes.
     *
     * <p>Spec: server-server-api, "Device Management", {@code GET /user/devices/{userId}}.
     *
     * @param streamId the position of the user's last change of a device
     */
    public Uni<ObjectNode> devices(UserId user, long streamId) {
        return keys.of(Set.of(user), Optional.empty()).map(known -> {
            ObjectNode answer = JsonNodes.object().put("user_id", user.value()).put("stream_id", streamId);
            var devices = answer.putArray("devices");
            for (DeviceKeys device : known.devices()) {
                device.keys().ifPresent(json -> devices.addObject().put("device_id", device.device().device().value())
                        .set("keys", json));
            }
            var crossSigning = known.crossSigning().getOrDefault(user, Map.of());
            Optional.ofNullable(crossSigning.get(KeyUsage.MASTER)).ifPresent(key -> answer.set("master_key", key.json()));
            Optional.ofNullable(crossSigning.get(KeyUsage.SELF_SIGNING))
                    .ifPresent(key -> answer.set("self_signing_key", key.json()));
            return answer;
        });
    }
}
