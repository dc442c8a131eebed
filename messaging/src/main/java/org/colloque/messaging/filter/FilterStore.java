package org.colloque.messaging.filter;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Filters that clients have uploaded. They never change. */
public interface FilterStore {

    /** Keeps a filter (canonical JSON) and answers its number; the same filter of the same user keeps its number. */
    Uni<Long> add(UserId user, byte[] definition);

    Uni<Optional<byte[]>> find(UserId user, long number);
}
