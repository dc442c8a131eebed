package org.colloque.messaging.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.colloque.messaging.accounts.AccountStore;
import org.colloque.protocol.id.UserId;

/** Profiles in memory, for tests. */
public final class InMemoryProfileStore implements ProfileStore {

    private final AccountStore accounts;
    private final Map<UserId, ObjectNode> profiles = new ConcurrentHashMap<>();

    public InMemoryProfileStore(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public Uni<Optional<ObjectNode>> find(UserId user) {
        return accounts.find(user).map(account -> account.filter(found -> !found.deactivated()).map(found -> fields(user)));
    }

    @Override
    public Uni<Boolean> put(UserId user, String field, JsonNode value, int maxBytes) {
        return change(user, fields -> fields.set(field, value), maxBytes);
    }

    @Override
    public Uni<Void> remove(UserId user, String field) {
        return change(user, fields -> fields.remove(field), Integer.MAX_VALUE).replaceWithVoid();
    }

    @Override
    public Uni<Void> clear(UserId user) {
        return change(user, ObjectNode::removeAll, Integer.MAX_VALUE).replaceWithVoid();
    }

    private Uni<Boolean> change(UserId user, Consumer<ObjectNode> work, int maxBytes) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                ObjectNode fields = fields(user);
                work.accept(fields);
                boolean fits = fields.toString().getBytes(StandardCharsets.UTF_8).length <= maxBytes;
                if (fits) {
                    profiles.put(user, fields);
                }
                return fits;
            }
        });
    }

    private ObjectNode fields(UserId user) {
        return Optional.ofNullable(profiles.get(user)).map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
