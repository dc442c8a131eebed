package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import org.colloque.protocol.id.UserId;

/** What of a local user's profile goes into member events. */
public interface MemberProfiles {

    /** A new object with {@code displayname} and {@code avatar_url}, those that are set. */
    Uni<ObjectNode> memberContent(UserId user);
}
