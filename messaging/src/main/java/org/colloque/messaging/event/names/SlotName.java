package org.colloque.messaging.event.names;

import java.util.Optional;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;

/**
 * What an event is by its type and state key; the types of messages have slots too, without a state key.
 *
 * @param stateKey null for messages
 */
public record SlotName(String type, String stateKey) {

    public static SlotName of(StateKey key) {
        return new SlotName(key.type(), key.stateKey());
    }

    public static SlotName of(Pdu event) {
        return new SlotName(event.type(), event.stateKey().orElse(null));
    }

    public Optional<StateKey> stateSlot() {
        return stateKey == null ? Optional.empty() : Optional.of(new StateKey(type, stateKey));
    }
}
