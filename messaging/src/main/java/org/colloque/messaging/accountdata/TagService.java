package org.colloque.messaging.accountdata;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** The tags of rooms, kept as account data of type {@code m.tag}. Spec: client-server-api, "Room Tagging". */
@ApplicationScoped
public class TagService {

    private static final String TYPE = "m.tag";

    private final AccountDataService accountData;

    TagService(AccountDataService accountData) {
        this.accountData = accountData;
    }

    public Uni<ObjectNode> tags(UserId user, RoomId room) {
        return accountData.find(user, Optional.of(room), TYPE)
                .map(found -> found.map(TagService::tagsOf).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    public Uni<Void> put(UserId user, RoomId room, String tag, ObjectNode content) {
        return change(user, room, tags -> tags.set(tag, content));
    }

    public Uni<Void> remove(UserId user, RoomId room, String tag) {
        return change(user, room, tags -> tags.remove(tag));
    }

    private Uni<Void> change(UserId user, RoomId room, Consumer<ObjectNode> change) {
        return accountData.change(user, Optional.of(room), TYPE, content -> {
            ObjectNode tags = tagsOf(content).deepCopy();
            change.accept(tags);
            ObjectNode changed = content.deepCopy();
            changed.set("tags", tags);
            return changed;
        });
    }

    private static ObjectNode tagsOf(ObjectNode content) {
        return content.get("tags") instanceof ObjectNode tags ? tags : JsonNodeFactory.instance.objectNode();
    }
}
