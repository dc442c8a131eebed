package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.keys.KnownKeys.DeviceKeys;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.signature.JsonSignatures;

/** Fetches the keys of users whose list is not kept from their servers, and keeps those that can be kept up to date from now on. */
@ApplicationScoped
class RemoteKeyQueries {

    private final RemoteDevices remote;
    private final RemoteDeviceStore store;
    private final RecentChanges changes;

    RemoteKeyQueries(RemoteDevices remote, RemoteDeviceStore store, RecentChanges changes) {
        this.remote = remote;
        this.store = store;
        this.changes = changes;
    }

    /** Adds what the servers say to the answer, with the observer's own signatures. Never fails for a server that does not answer. */
    Uni<Void> query(Map<ServerName, List<UserId>> users, UserId observer, KeyQueryAnswer answer) {
        if (users.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long before = changes.newest();
        return RemoteAnswers.gather(users.keySet(), server -> remote.query(server, all(users.get(server))))
                .chain(answers -> {
                    answer.failures(answers.failures());
                    List<RemoteDeviceList> lists = lists(users, answers.answers());
                    return lists.isEmpty() ? Uni.createFrom().voidItem()
                            : store.keep(lists, before).chain(() -> add(lists, observer, answer));
                });
    }

    private Uni<Void> add(List<RemoteDeviceList> lists, UserId observer, KeyQueryAnswer answer) {
        List<UserId> users = lists.stream().map(RemoteDeviceList::user).toList();
        return store.signaturesBy(observer, users).invoke(signed -> {
            Map<UserId, Map<KeyUsage, CrossSigningKey>> keys = new HashMap<>();
            lists.forEach(list -> keys.put(list.user(), list.keys()));
            signed.forEach(signature -> sign(keys.get(signature.user()), signature, observer));
            answer.add(new KnownKeys(devices(lists), keys, Set.of()), users);
        }).replaceWithVoid();
    }

    private static void sign(Map<KeyUsage, CrossSigningKey> keys, RemoteDeviceStore.Signed signature, UserId signer) {
        keys.values().stream().filter(key -> key.publicKey().equals(signature.target())).forEach(key ->
                JsonSignatures.put(key.json(), signer.value(), new KeyId(signature.keyId()), signature.signature()));
    }

    private static List<RemoteDeviceList> lists(Map<ServerName, List<UserId>> users, Map<ServerName, ObjectNode> answers) {
        List<RemoteDeviceList> lists = new ArrayList<>();
        answers.forEach((server, answer) -> users.get(server).stream()
                .filter(user -> answer.path("device_keys").has(user.value()))
                .forEach(user -> lists.add(RemoteDeviceList.fromQuery(user, answer))));
        return lists;
    }

    private static List<DeviceKeys> devices(List<RemoteDeviceList> lists) {
        return lists.stream().flatMap(list -> list.devices().stream().map(device ->
                new DeviceKeys(new DeviceOf(list.user(), device.id()), device.keys(), device.name()))).toList();
    }

    private static Map<UserId, List<DeviceId>> all(Collection<UserId> users) {
        return users.stream().collect(Collectors.toMap(Function.identity(), ignored -> List.of()));
    }
}
