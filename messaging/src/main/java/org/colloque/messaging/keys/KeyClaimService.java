package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Gives out one-time keys, those of other servers' users too. */
@ApplicationScoped
public class KeyClaimService {

    private final OneTimeKeyStore keys;
    private final AccountService accounts;
    private final RemoteDevices remote;

    KeyClaimService(OneTimeKeyStore keys, AccountService accounts, RemoteDevices remote) {
        this.keys = keys;
        this.accounts = accounts;
        this.remote = remote;
    }

    /**
     * Claims a key for each device; {@code one_time_keys} holds what there was, {@code failures} the servers that could not be reached.
     *
     * @param wanted the algorithm by user and device
     */
    public Uni<ObjectNode> claim(Map<UserId, Map<DeviceId, String>> wanted) {
        Map<ServerName, Map<UserId, Map<DeviceId, String>>> elsewhere = new HashMap<>();
        wanted.forEach((user, devices) -> {
            if (!accounts.isLocal(user)) {
                elsewhere.computeIfAbsent(user.server(), ignored -> new HashMap<>()).put(user, devices);
            }
        });
        return local(wanted).chain(mine -> RemoteAnswers.gather(elsewhere.keySet(), server -> remote.claim(server, elsewhere.get(server)))
                .map(answers -> {
                    ObjectNode all = (ObjectNode) mine.get("one_time_keys");
                    answers.copy("one_time_keys", (server, user) -> elsewhere.get(server).containsKey(user), all);
                    mine.set("failures", answers.failures());
                    return mine;
                }));
    }

    /** Claims keys of local devices alone: what other servers may do. Spec: server-server-api, "End-to-End Encryption". */
    public Uni<ObjectNode> local(Map<UserId, Map<DeviceId, String>> wanted) {
        List<KeyClaim> wishes = new ArrayList<>();
        wanted.forEach((user, devices) -> {
            if (accounts.isLocal(user)) {
                devices.forEach((device, algorithm) -> wishes.add(new KeyClaim(new DeviceOf(user, device), algorithm)));
            }
        });
        return (wishes.isEmpty() ? Uni.createFrom().item(List.<ClaimedKey>of()) : keys.claim(wishes)).map(KeyClaimService::answer);
    }

    private static ObjectNode answer(List<ClaimedKey> claimed) {
        ObjectNode answer = JsonNodes.object();
        ObjectNode all = answer.putObject("one_time_keys");
        claimed.forEach(key -> all.withObjectProperty(key.device().user().value())
                .withObjectProperty(key.device().device().value()).set(key.key().name(), key.key().key()));
        return answer;
    }
}
