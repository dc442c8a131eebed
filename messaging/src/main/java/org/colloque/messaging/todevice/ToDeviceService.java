package org.colloque.messaging.todevice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.todevice.ToDeviceSend.Local;
import org.colloque.messaging.todevice.ToDeviceSend.Remote;
import org.colloque.messaging.todevice.ToDeviceSend.Transaction;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;

/** Sends messages to devices, of this server and of others. Spec: client-server-api, "Send-to-Device messaging". */
@ApplicationScoped
public class ToDeviceService {

    private static final long TRANSACTIONS_KEPT = Duration.ofDays(1).toMillis();
    private static final long CLEANING = Duration.ofHours(1).toMillis();

    private final ToDeviceStore store;
    private final AccountService accounts;
    private final TokenSecrets secrets;
    private final Clock clock;

    ToDeviceService(ToDeviceStore store, AccountService accounts, TokenSecrets secrets, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.secrets = secrets;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(CLEANING, timer -> store.forgetTransactions(clock.millis() - TRANSACTIONS_KEPT).subscribe()
                .with(ignored -> { }, failure -> { }));
    }

    /**
     * Sends a message to each device; {@code *} stands for all devices of a user. The same transaction of the same device sends nothing
     * a second time. One round trip.
     *
     * @param messages contents by user and device
     */
    public Uni<Void> send(Requester sender, String type, String transaction, ObjectNode messages) {
        List<Local> local = new ArrayList<>();
        Map<ServerName, ObjectNode> remote = new HashMap<>();
        messages.properties().forEach(entry -> {
            UserId user = UserId.parse(entry.getKey());
            if (accounts.isLocal(user)) {
                local.addAll(local(user, sender.user(), type, entry.getValue()));
            } else {
                remote.computeIfAbsent(user.server(), ignored -> JsonNodes.object()).set(user.value(), checked(entry.getValue()));
            }
        });
        List<Remote> outgoing = remote.entrySet().stream()
                .map(entry -> new Remote(entry.getKey(), edu(sender.user(), type, entry.getValue()))).toList();
        return local.isEmpty() && outgoing.isEmpty() ? Uni.createFrom().voidItem()
                : store.send(new ToDeviceSend(new Transaction(sender.user().value(), sender.device().value(), transaction),
                        local, outgoing), clock.millis());
    }

    /**
     * Takes in the content of an {@code m.direct_to_device} of another server; the same message id is taken in once. Users who are not
     * of this server are passed over. Fails with {@code M_FORBIDDEN} when the sender is not of that server.
     *
     * <p>Spec: server-server-api, "Send-to-device messaging".
     */
    public Uni<Void> receive(ServerName origin, ObjectNode content) {
        JsonBody body = new JsonBody(content);
        UserId sender = UserId.parse(body.text("sender"));
        if (!sender.isOn(origin)) {
            throw MatrixException.forbidden("A server speaks for its own users alone.");
        }
        List<Local> local = new ArrayList<>();
        body.object("messages").properties().forEach(entry -> {
            UserId user = UserId.parse(entry.getKey());
            if (accounts.isLocal(user)) {
                local.addAll(local(user, sender, body.text("type"), entry.getValue()));
            }
        });
        return local.isEmpty() ? Uni.createFrom().voidItem()
                : store.send(new ToDeviceSend(new Transaction(origin.value(), "", body.text("message_id")), local, List.of()),
                        clock.millis());
    }

    private byte[] edu(UserId sender, String type, ObjectNode messages) {
        ObjectNode content = JsonNodes.object().put("sender", sender.value()).put("type", type)
                .put("message_id", secrets.token(""));
        content.set("messages", messages);
        return CanonicalJson.lenientBytes(content);
    }

    private static List<Local> local(UserId user, UserId sender, String type, JsonNode devices) {
        List<Local> local = new ArrayList<>();
        checked(devices).properties().forEach(entry -> {
            ObjectNode event = JsonNodes.object().put("type", type).put("sender", sender.value());
            event.set("content", entry.getValue());
            local.add(new Local(user, DeviceId.parse(entry.getKey()).value(), CanonicalJson.lenientBytes(event)));
        });
        return local;
    }

    private static ObjectNode checked(JsonNode devices) {
        if (!(devices instanceof ObjectNode object)) {
            throw MatrixException.badJson("The messages of a user must be an object.");
        }
        object.forEach(message -> {
            if (!message.isObject()) {
                throw MatrixException.badJson("A message must be an object.");
            }
        });
        return object;
    }
}
