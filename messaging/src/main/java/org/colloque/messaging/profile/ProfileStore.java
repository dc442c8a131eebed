package org.colloque.messaging.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Where the profiles of local users are kept. */
public interface ProfileStore {

    /** All fields of a profile; empty when there is no such account or it is deactivated. */
    Uni<Optional<ObjectNode>> find(UserId user);

    /** Sets one field; false, and nothing changed, when the profile would grow beyond {@code maxBytes}. */
    Uni<Boolean> put(UserId user, String field, JsonNode value, int maxBytes);

    Uni<Void> remove(UserId user, String field);

    Uni<Void> clear(UserId user);
}
