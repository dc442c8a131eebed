package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Adds what is no room's event to an answer. One bean for each extension; they are asked one after the other. Spec: MSC4186, "Extensions". */
interface SlidingExtension {

    /** Its key in requests and answers. */
    String name();

    boolean isWanted(ExtensionConfigs configs);

    /** Whether the connection remembers that the extension has spoken, because it tells everything of a room at first and then what is new. */
    default boolean isRemembered() {
        return false;
    }

    /** Its part of the answer; empty when it has nothing to say. */
    Uni<Optional<Part>> part(ExtensionPass pass);

    /**
     * @param json what it says
     * @param news whether an answer is worth sending for it alone
     */
    record Part(byte[] json, boolean news) {
    }
}
