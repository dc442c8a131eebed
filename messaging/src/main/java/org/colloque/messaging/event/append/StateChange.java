package org.colloque.messaging.event.append;

import java.util.Optional;
import org.colloque.messaging.event.EventRef;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/**
 * A slot of the current state that gets another event, or none.
 *
 * @param slotNumber the slot's number
 * @param member     whose membership changes thereby; empty for other slots
 */
public record StateChange(StateKey slot, long slotNumber, Optional<EventRef> event, Optional<Member> member) {

    /**
     * A membership that changes; {@code leave} stands for none.
     *
     * @param number the user's number
     */
    public record Member(UserId user, long number, String from, String to) {
    }
}
