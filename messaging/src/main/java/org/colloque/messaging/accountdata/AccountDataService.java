package org.colloque.messaging.accountdata;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.colloque.messaging.accounts.AccountFarewell;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.MatrixJson;

/** Reads and writes account data. Spec: client-server-api, "Client Config". */
@ApplicationScoped
public class AccountDataService implements AccountFarewell {

    /** The read marker of a room, which clients set by another way. */
    public static final String FULLY_READ = "m.fully_read";
    /** The push rules, which clients set by another way. */
    public static final String PUSH_RULES = "m.push_rules";

    private static final Set<String> NOT_FOR_CLIENTS = Set.of(FULLY_READ, PUSH_RULES);
    private static final int ATTEMPTS = 10;

    private final AccountDataStore store;
    private final Instance<ServerAccountData> ofTheServer;

    AccountDataService(AccountDataStore store, @Any Instance<ServerAccountData> ofTheServer) {
        this.store = store;
        this.ofTheServer = ofTheServer;
    }

    /** Fails with {@code M_NOT_FOUND} when nothing was put. */
    public Uni<ObjectNode> get(UserId user, Optional<RoomId> room, String type) {
        return store.find(user, room, type).map(stored -> shown(user, room, type, stored)
                .orElseThrow(() -> MatrixException.notFound("There is no such account data.")));
    }

    private Optional<ObjectNode> shown(UserId user, Optional<RoomId> room, String type, Optional<AccountDataEntry> stored) {
        Optional<ServerAccountData> server = room.isPresent() ? Optional.empty()
                : ofTheServer.stream().filter(data -> data.type().equals(type)).findFirst();
        return server.map(data -> data.content(user, stored)).or(() -> stored.map(AccountDataService::json));
    }

    /** What is stored. */
    public Uni<Optional<ObjectNode>> find(UserId user, Optional<RoomId> room, String type) {
        return store.find(user, room, type).map(found -> found.map(AccountDataService::json));
    }

    /** All that the user keeps of a room, as events. */
    public Uni<List<ObjectNode>> ofRoom(UserId user, RoomId room) {
        return store.ofRoom(user, room).map(entries -> entries.stream().map(entry -> {
            ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", entry.type());
            event.set("content", json(entry));
            return event;
        }).toList());
    }

    /** What a client puts. Fails with 405 {@code M_BAD_JSON} for the types that the server itself looks after. */
    public Uni<Void> put(UserId user, Optional<RoomId> room, String type, ObjectNode content) {
        if (NOT_FOR_CLIENTS.contains(type)) {
            throw new MatrixException(Errcode.M_BAD_JSON, "Cannot set " + type + " through this endpoint.").withStatus(405);
        }
        return store(user, room, type, content);
    }

    /** What the server itself puts. */
    public Uni<Void> store(UserId user, Optional<RoomId> room, String type, ObjectNode content) {
        return store.put(user, room, type, CanonicalJson.lenientBytes(content));
    }

    /** Changes what is there (an empty object when nothing is) so that no change made at the same time is lost. */
    public Uni<Void> change(UserId user, Optional<RoomId> room, String type, UnaryOperator<ObjectNode> change) {
        return attempt(user, room, type, change, ATTEMPTS);
    }

    private Uni<Void> attempt(UserId user, Optional<RoomId> room, String type, UnaryOperator<ObjectNode> change, int left) {
        if (left == 0) {
            throw new MatrixException(Errcode.M_UNKNOWN, "Too many changes at the same time: try again.");
        }
        return store.find(user, room, type).chain(found -> {
            ObjectNode changed = change.apply(found.map(AccountDataService::json).orElseGet(JsonNodeFactory.instance::objectNode));
            OptionalLong read = found.map(entry -> OptionalLong.of(entry.position())).orElseGet(OptionalLong::empty);
            return store.replace(user, room, type, CanonicalJson.lenientBytes(changed), read);
        }).chain(done -> done ? Uni.createFrom().voidItem() : attempt(user, room, type, change, left - 1));
    }

    /** Spec: client-server-api, {@code POST /account/deactivate}, {@code erase}: data that is no event is erased too. */
    @Override
    public Uni<Void> left(UserId user, boolean erase) {
        return erase ? store.clear(user) : Uni.createFrom().voidItem();
    }

    private static ObjectNode json(AccountDataEntry entry) {
        return MatrixJson.parseTrusted(entry.content());
    }
}
